//! `ketnoi export letter` as whoever sends the year's letter meets it: what lies in the folder, who gets none, what is enclosed.

use super::home::Home;

fn home() -> Home {
    let home = Home::new();
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.ok(&[
        "contact",
        "set",
        "CBG",
        "--name",
        "Nông Thị Mai",
        "--mail",
        "mai@caobang.example",
    ]);
    // A domain in another script goes in its other form.
    home.ok(&[
        "contact",
        "set",
        "HPG",
        "--name",
        "Đỗ Thị Lan",
        "--mail",
        "lan@haiphòng.example",
    ]);
    home
}

#[test]
fn the_years_letter_lies_in_a_folder_with_a_draft_for_each_who_can_be_written_to() {
    for (lang, none, missing) in [
        ("vi", "chưa có địa chỉ thư: Hà Nội", "Không kèm được"),
        (
            "en",
            "no address on record: Ha Noi",
            "Not enclosed, because no copy is kept",
        ),
    ] {
        let home = home();
        let document = home.json(&["document", "list"])["documents"][0]["id"].clone();
        let document = document.as_str().expect("a document");
        home.write("nghi-quyet.pdf", b"%PDF-1.4 nghi quyet".as_slice());
        home.ok(&["document", "attach", document, "nghi-quyet.pdf"]);
        let said = home.ok(&["--lang", lang, "export", "letter", "-o", "cong-van"]);
        // Whoever gets none is named, and what could not be enclosed.
        assert!(said.contains(none), "{said}");
        assert!(said.contains(missing), "{said}");
        let mut files: Vec<String> = std::fs::read_dir(home.path("cong-van"))
            .expect("the folder")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(files, ["04.eml", "31.eml", "cong-van-wtisd-2020.docx"], "{lang}");
        let draft = home.read("cong-van/04.eml");
        for enclosed in ["cong-van-wtisd-2020.docx", "nghi-quyet.pdf"] {
            assert!(
                draft.contains(&format!("filename=\"{enclosed}\"")),
                "{enclosed}: {draft}"
            );
        }
        assert!(
            home.read("cong-van/31.eml")
                .contains("<lan@xn--haiphng-h0a.example>")
        );
        let log = home.ok(&["log", "--json"]);
        assert_eq!(log.matches("\"reminder.drafted\"").count(), 2, "{log}");
        // Once more into the same folder: nothing is replaced without a word, and nothing goes on record.
        let again = home.fails(1, &["--lang", lang, "export", "letter", "-o", "cong-van"]);
        assert!(again.contains("--force"), "{again}");
        assert_eq!(home.ok(&["log", "--json"]), log);
        // In English for whoever asks.
        home.ok(&["--lang", lang, "export", "letter", "-o", "letter", "--in", "en"]);
        assert!(home.read("letter/04.eml").contains("Subject: "));
    }
}
