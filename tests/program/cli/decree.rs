//! `check-document`, and a house's own template: as somebody at the ministry uses them.

use super::home::Home;
use crate::common::papers;

#[test]
fn a_document_is_told_what_it_keeps_and_breaks() {
    let home = Home::speaking("vi");
    home.write("bao-cao.docx", papers::docx(&papers::report()));
    let said = home.ok(&["check-document", "bao-cao.docx"]);
    assert!(said.starts_with("bao-cao.docx: 0 quy định bị vi phạm"), "{said}");
    assert!(
        said.contains("Không xác định được từ tệp\n  ? Viện dẫn lần đầu"),
        "{said}"
    );
    let told = home.json(&["check-document", "bao-cao.docx"]);
    assert_eq!(told["schema"], "ketnoi.document-check/1");
    assert_eq!(told["counts"]["broken"], 0);

    let mut wrong = papers::report();
    wrong.head.kind_name = Some("Báo cáo".to_owned());
    wrong.body.blocks.push(papers::heading(3, "e)", "Điểm sai chữ"));
    home.write("sai.docx", papers::docx(&wrong));
    let ran = home.run(&["check-document", "sai.docx"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    assert!(
        ran.out.contains("✗ Điểm theo thứ tự a, b, c, d, đ"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("(PL I, II.6)"), "{}", ran.out);
    assert!(ran.out.contains("ghi “e)”, cần “a)”"), "{}", ran.out);
    let json = home.run(&["check-document", "sai.docx", "--json"]);
    assert_eq!(json.code, 1);
    let rules = json.json()["rules"].as_array().expect("rules").clone();
    let fault = rules.iter().find(|r| r["rule"] == "lettering").expect("it");
    assert_eq!(fault["faults"][0]["wants"], "a)");

    home.write("la.docx", papers::docx(&papers::unfilled()));
    let said = home.ok(&["check-document", "la.docx", "--lang", "en"]);
    assert!(said.contains("Left to be filled in\n  … Issuing body"), "{said}");
}

#[test]
fn what_is_no_document_is_one_sentence() {
    let home = Home::speaking("en");
    home.write("a.docx", b"%PDF-1.7 no");
    assert!(home.fails(1, &["check-document", "a.docx"]).contains("a.docx"));
    home.fails(1, &["check-document", "none.docx"]);
    home.fails(2, &["check-document"]);
}

#[test]
fn a_house_fills_its_own_template() {
    let home = Home::speaking("vi");
    let said = home.ok(&["export", "template", "-o", "mau.docx"]);
    assert!(said.contains("{{BẢNG_ĐỊA_PHƯƠNG}}"), "{said}");
    home.fails(1, &["export", "template", "-o", "mau.docx"]);
    let said = home.ok(&["export", "check-template", "mau.docx"]);
    assert!(
        said.contains("{{NỘI_DUNG}}") && !said.contains("{{NGUỒN"),
        "{said}"
    );
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.ok(&[
        "report",
        "receive",
        "HNI",
        "--at",
        "2020-06-01T09:00",
        "--note",
        "x",
    ]);
    home.ok(&["export", "consolidated", "--template", "mau.docx", "-o", "a.docx"]);
    let docx = std::fs::read(home.path("a.docx")).expect("a file");
    let document = papers::part(&docx, "word/document.xml");
    assert!(document.contains("CỘNG HÒA") && document.contains("./.") && !document.contains("{{"));
    let told = home.run(&["check-document", "a.docx", "--json"]).json();
    let broken: Vec<String> = told["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter(|r| r["verdict"] == "broken")
        .map(|r| format!("{r}"))
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");

    home.ok(&["export", "consolidated", "-o", "b.docx"]);
    home.ok(&["check-document", "b.docx"]);

    home.fails(
        2,
        &["export", "consolidated", "--template", "mau.docx", "-o", "a.md"],
    );
    home.write("hong.docx", papers::docx(&papers::report()));
    let said = home.fails(1, &["export", "check-template", "hong.docx"]);
    assert!(said.contains("{{NỘI_DUNG}}"), "{said}");
    let before = std::fs::read(home.path("a.docx")).expect("a file");
    home.fails(
        1,
        &[
            "export",
            "consolidated",
            "--template",
            "hong.docx",
            "-o",
            "a.docx",
            "--force",
        ],
    );
    assert!(
        before == std::fs::read(home.path("a.docx")).expect("a file"),
        "the old file stays"
    );
}

/// What the page for clerks shows is what the program says; `KETNOI_BLESS=1` writes it anew.
#[test]
fn the_page_for_clerks_shows_what_the_program_says() {
    const OPENS: &str = "<!-- says: ";
    let home = Home::speaking("vi");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.ok(&["export", "template", "-o", "mau.docx"]);
    home.ok(&["export", "consolidated", "-o", "bao-cao.docx"]);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/vi/van-ban.md");
    let page = std::fs::read_to_string(file).expect("a page");
    let (mut fresh, mut shown) = (String::new(), 0);
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once(OPENS) {
        let (command, after) = after.split_once(" -->\n").expect("a command");
        let (_, after) = after.split_once("<!-- /says -->").expect("its end");
        let words: Vec<&str> = command.split(' ').collect();
        let said = home.ok(&words);
        fresh += &format!(
            "{before}{OPENS}{command} -->\n```text\n{}\n```\n<!-- /says -->",
            said.trim_end()
        );
        (rest, shown) = (after, shown + 1);
    }
    fresh += rest;
    assert_eq!(shown, 2);
    if std::env::var_os("KETNOI_BLESS").is_some() {
        std::fs::write(file, &fresh).expect("the page is written");
        return;
    }
    assert!(
        page == fresh,
        "docs/vi/van-ban.md is not what the program says: KETNOI_BLESS=1"
    );
}
