//! What answers a letter lies beside it: the receipt of a report that came by letter, and the letter that returns it.

use super::home::Home;
use crate::common::made;

const NAME: &str = "van-ban-77@daklak.gov.vn";

/// A report that came by letter from Đắk Lắk, whose address is on record.
fn home() -> Home {
    let home = Home::new();
    home.write(
        "ketnoi.yaml",
        "intake:\n  receiving_hosts: [mx.bo.example]\nremind:\n  from: don-doc@bo.example\n",
    );
    home.ok(&["campaign", "open", "wtisd-2020"]);
    home.ok(&[
        "contact",
        "set",
        "DLK",
        "--name",
        "Trần Thị Mẫu",
        "--mail",
        "mau@daklak.gov.vn",
    ]);
    let department = "Sở Thông tin và Truyền thông tỉnh Đắk Lắk";
    let about = "Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020";
    let long = "treo băng-rôn, áp phích tại trụ sở; tổ chức tọa đàm về chuyển đổi số; ".repeat(8);
    let body = format!(
        "Số: 77/BC-STTTT\n\n{department} báo cáo kết quả hưởng ứng {about} như sau: {long}\n\nTrân trọng.\n{department}"
    );
    let letter = made::letter(
        "Sở TTTT Đắk Lắk <stttt@daklak.gov.vn>",
        "RE: Fwd: Báo cáo kết quả 17/5/2020",
        &body,
    );
    let letter = letter
        .head("Received: from mx.daklak.gov.vn by mx.bo.example; Tue, 02 Jun 2020 15:10:22 +0700")
        .head(&format!("Message-ID: <{NAME}>"));
    std::fs::create_dir(home.path("box")).expect("a folder");
    std::fs::write(home.path("box/a.eml"), letter.bytes(made::Coding::Plain)).expect("written");
    home.ok(&["--config", "ketnoi.yaml", "inbox", "sweep", "box"]);
    let list = home.json(&["inbox", "list", "--state", "filed"]);
    assert_eq!(list["letters"][0]["unit"], "66", "{list}");
    home
}

/// The head of a draft, each field on one line.
fn head(home: &Home, file: &str) -> Vec<String> {
    let text = home.read(file);
    let head = text.split("\r\n\r\n").next().expect("a head");
    let unfolded = head.replace("\r\n ", " ");
    unfolded.lines().map(str::to_owned).collect()
}

fn drafted(home: &Home, folder: &str) -> Vec<String> {
    home.ok(&["--config", "ketnoi.yaml", "remind", "DLK", "--to", folder]);
    head(home, &format!("{folder}/66.eml"))
}

#[test]
fn a_receipt_and_a_return_answer_the_letter_that_brought_the_report() {
    let home = home();
    let receipt = drafted(&home, "receipt");
    home.ok(&["report", "return", "DLK", "--note", "thiếu phụ lục"]);
    let returned = drafted(&home, "returned");
    for (head, what) in [(&receipt, "receipt"), (&returned, "returned")] {
        for line in [
            format!("In-Reply-To: <{NAME}>"),
            format!("References: <{NAME}>"),
            "From: don-doc@bo.example".to_owned(),
        ] {
            assert!(head.contains(&line), "{what}: {line}\n{head:#?}");
        }
        let mut file = std::fs::File::open(home.path(what).join("66.eml")).expect("the draft");
        let shown = ketnoi::mail::shown(&mut file).expect("read").head;
        let subject = shown.lines().find(|l| l.starts_with("subject:"));
        assert_eq!(subject, Some("subject: Re: Báo cáo kết quả 17/5/2020"), "{shown}");
    }
    // Each has a name of its own.
    let name = |head: &[String]| head.iter().find(|l| l.starts_with("Message-ID")).cloned();
    assert_ne!(name(&receipt), name(&returned));
}

/// Where no letter brought the report there is nothing to answer: the subject is ours.
#[test]
fn what_was_recorded_by_hand_is_answered_under_a_subject_of_ours() {
    let home = home();
    home.ok(&[
        "contact",
        "set",
        "CBG",
        "--name",
        "Nông Thị Mai",
        "--mail",
        "mai@caobang.example",
    ]);
    home.ok(&["report", "receive", "CBG"]);
    home.ok(&["--config", "ketnoi.yaml", "remind", "CBG", "--to", "own"]);
    let head = head(&home, "own/04.eml");
    assert!(
        !head
            .iter()
            .any(|l| l.starts_with("In-Reply-To") || l.starts_with("References")),
        "{head:#?}"
    );
}
