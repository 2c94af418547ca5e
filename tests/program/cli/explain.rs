//! Why a letter was judged so, what would change it, and what other rules would say of all that are on record.

use serde_json::Value;

use super::home::Home;
use crate::common::made::{Coding, Made, letter};

const RULES: &str = include_str!("../../../data/intake/rules.yaml");

/// A home with an open campaign of 2020 and three letters that were swept.
fn swept() -> Home {
    let home = Home::new();
    home.write(
        "ketnoi.yaml",
        "intake:\n  own_domains: [bo.example]\n  receiving_hosts: [mx.bo.example]\n",
    );
    std::fs::create_dir(home.path("box")).expect("a folder");
    let about = "Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020";
    let long = "treo băng-rôn, áp phích tại trụ sở; tổ chức tọa đàm về chuyển đổi số; ".repeat(8);
    let sign = "Trân trọng.\nSở Thông tin và Truyền thông tỉnh Đắk Lắk";
    let from = "Sở TTTT Đắk Lắk <stttt@daklak.gov.vn>";
    let whole = format!(
        "Sở Thông tin và Truyền thông tỉnh Đắk Lắk báo cáo kết quả hưởng ứng {about} như sau: {long}\n\n{sign}"
    );
    let other = "Sở TTTT Gia Lai <stttt@gialai.gov.vn>";
    let unsure = format!(
        "Xin gửi báo cáo kết quả {about}: {long}\n\n{}",
        sign.replace("Đắk Lắk", "Gia Lai")
    );
    let letters: [(&str, Made); 3] = [
        ("a.eml", letter(from, "Báo cáo kết quả 17/5/2020", &whole)),
        ("b.eml", letter(other, "Báo cáo 17/5/2020", &unsure)),
        (
            "c.eml",
            letter(from, "Trả lời tự động: Báo cáo", "Tôi đang nghỉ phép."),
        ),
    ];
    for (name, made) in letters {
        let made =
            made.head("Received: from mx.daklak.gov.vn by mx.bo.example; Tue, 02 Jun 2020 15:10:22 +0700");
        home.write(&format!("box/{name}"), made.bytes(Coding::Plain));
    }
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let summary = home.json(&["--config", "ketnoi.yaml", "inbox", "sweep", "box"]);
    let counts = ["in", "filed", "set_aside", "automatic"].map(|key| summary[key].as_u64());
    assert_eq!(counts, [3, 1, 1, 1].map(Some), "{summary}");
    home
}

fn id_of(home: &Home, state: &str) -> String {
    let list = home.json(&["inbox", "list", "--state", state]);
    list["letters"][0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn each_reason_is_told_with_its_weight_and_what_would_change_the_outcome() {
    let home = swept();
    let config = |args: &[&str]| {
        [&["--config", "ketnoi.yaml"], args]
            .concat()
            .iter()
            .map(|a| (*a).to_owned())
            .collect::<Vec<_>>()
    };
    let explain = |id: &str| {
        let args = config(&["inbox", "explain", id]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        (home.ok(&args), home.json(&args))
    };
    let (text, json) = explain(&id_of(&home, "set_aside")[..12]);
    assert_eq!(json["schema"], "ketnoi.explain/1");
    let told = &json["letters"][0];
    assert_eq!(told["outcome"]["doubt"], "unit", "{told}");
    assert_eq!(told["outcome"], told["before"]);
    let ids: Vec<&Value> = told["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .map(|r| &r["id"])
        .collect();
    assert!(
        ids.contains(&&Value::from("signature")) && ids.contains(&&Value::from("sender-domain")),
        "{ids:?}"
    );
    assert_eq!(told["changes"][0]["reason"]["id"], "self-named", "{told}");
    assert_eq!(
        told["changes"][0]["outcome"]["units"],
        serde_json::json!(["64"]),
        "{text}"
    );
    assert!(text.contains("set aside, not certain whose it is"), "{text}");
    assert!(
        text.contains("+0.25 Gia Lai: the signature names it: “Sở Thông tin và Truyền thông tỉnh Gia Lai”"),
        "{text}"
    );
    assert!(
        text.contains(
            "with “Gia Lai: the department names itself in the text” (+0.30): filed to Gia Lai as report"
        ),
        "{text}"
    );
    // A filed letter is not measured by what it brought itself.
    let (text, json) = explain(&id_of(&home, "filed")[..12]);
    assert_eq!(
        json["letters"][0]["outcome"], json["letters"][0]["before"],
        "{text}"
    );
    assert_eq!(json["letters"][0]["changes"][0]["with"], false, "{text}");
    let (text, _) = explain(&id_of(&home, "automatic")[..12]);
    assert!(
        text.contains("a subject that programs write: “Trả lời tự động”"),
        "{text}"
    );
}

#[test]
fn other_rules_are_tried_on_every_letter_on_record() {
    let home = swept();
    let lower = RULES
        .replace("  unit: 800 ", "  unit: 400 ")
        .replace("words_alone: 550", "words_alone: 200");
    assert_ne!(lower, RULES);
    home.write("rules.yaml", lower);
    let all = [
        "--config",
        "ketnoi.yaml",
        "inbox",
        "explain",
        "--all",
        "--rules",
        "rules.yaml",
    ];
    let json = home.json(&all);
    assert_eq!(json["read"], 3);
    assert_eq!(json["letters"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(json["letters"][0]["before"]["state"], "set_aside");
    let text = home.ok(&all);
    assert!(
        text.contains("1 of 3 letters would be judged differently by rules.yaml."),
        "{text}"
    );
    // With the rules that are in force nothing is different, and nothing was written.
    home.write("same.yaml", RULES);
    let same = home.ok(&[
        "--config",
        "ketnoi.yaml",
        "inbox",
        "explain",
        "--all",
        "--rules",
        "same.yaml",
    ]);
    assert!(same.contains("0 of 3"), "{same}");
    let today = home.ok(&["--config", "ketnoi.yaml", "inbox", "explain", "--all"]);
    assert!(today.contains("0 of 3"), "{today}");
}

#[test]
fn a_wrong_file_of_rules_is_refused_with_its_place() {
    let home = swept();
    let fails = |text: &str| {
        home.write("rules.yaml", text);
        home.fails(1, &["inbox", "explain", "--all", "--rules", "rules.yaml"])
    };
    let said = fails(&RULES.replace("  letterhead: 600", "  letterhed: 600"));
    assert!(
        said.contains("rules.yaml") && said.contains("letterhed") && said.contains("line"),
        "{said}"
    );
    let said = fails(&RULES.replace("successor: skhcn", "successor: nobody"));
    assert!(said.contains("the successor of department “stttt”"), "{said}");
    let said = fails(&RULES.replace("  kind: 300 ", "  kind: 0 "));
    assert!(said.contains("the level “kind” must be above zero"), "{said}");
    home.fails(1, &["inbox", "explain", "--all", "--rules", "absent.yaml"]);
    home.fails(2, &["inbox", "explain"]);
    home.fails(4, &["inbox", "explain", "0123456789ab"]);
    let said = home.fails(4, &["inbox", "forget", "lan@thu.example"]);
    assert!(said.contains("nothing to forget"), "{said}");
}
