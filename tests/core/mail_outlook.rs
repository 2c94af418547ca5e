//! Letters as Outlook saves them (`.msg`), made here as the standard has them (MS-OXMSG, MS-CFB).

use std::io::{Cursor, Write as _};

use ketnoi::core::letter::{PartKind, Unreadable};
use ketnoi::core::mix::Mix;
use ketnoi::mail::{self, Limits, Mail};

/// A file of Outlook's in the making.
struct Msg(cfb::CompoundFile<Cursor<Vec<u8>>>);

impl Msg {
    fn new() -> Self {
        let mut msg = Self(cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made"));
        msg.numbers("", 32, &[]);
        msg
    }

    fn stream(&mut self, path: &str, bytes: &[u8]) {
        self.0
            .create_stream(path)
            .expect("made")
            .write_all(bytes)
            .expect("written");
    }

    fn text(&mut self, at: &str, id: u16, text: &str) {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.stream(&format!("{at}/__substg1.0_{id:04X}001F"), &bytes);
    }

    fn bytes(&mut self, at: &str, id: u16, kind: &str, bytes: &[u8]) {
        self.stream(&format!("{at}/__substg1.0_{id:04X}{kind}"), bytes);
    }

    fn numbers(&mut self, at: &str, head: usize, rows: &[(u16, u64)]) {
        let mut bytes = vec![0; head];
        for (id, value) in rows {
            bytes.extend(3_u16.to_le_bytes());
            bytes.extend(id.to_le_bytes());
            bytes.extend(6_u32.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        self.stream(&format!("{at}/__properties_version1.0"), &bytes);
    }

    fn attach(&mut self, at: &str, n: usize, name: &str, media: &str, bytes: &[u8]) -> String {
        let folder = format!("{at}/__attach_version1.0_#{n:08X}");
        self.0.create_storage(&folder).expect("made");
        self.numbers(&folder, 8, &[]);
        self.text(&folder, 0x3707, name);
        self.text(&folder, 0x370e, media);
        self.bytes(&folder, 0x3701, "0102", bytes);
        folder
    }

    /// A letter in this one; where it lies.
    fn inner(&mut self, at: &str, n: usize) -> String {
        let folder = format!("{at}/__attach_version1.0_#{n:08X}");
        self.0.create_storage(&folder).expect("made");
        self.numbers(&folder, 8, &[]);
        let inner = format!("{folder}/__substg1.0_3701000D");
        self.0.create_storage(&inner).expect("made");
        self.numbers(&inner, 24, &[]);
        inner
    }

    fn done(self) -> Vec<u8> {
        self.0.into_inner().into_inner()
    }
}

const HEAD: &str = "Received: from a by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700\r\nFrom: =?utf-8?B?U+G7nw==?= \
                    <so@caobang.example>\r\nSubject: Bao cao\r\n so 77\r\nDate: Tue, 2 Jun 2020 15:10:00 +0700\r\n\
                    Message-ID: <a@caobang.example>\r\nContent-Type: multipart/mixed;\r\n\tboundary=\"x\"\r\n\
                    MIME-Version: 1.0\r\n\r\n";

fn read(bytes: &[u8]) -> Mail {
    mail::read(bytes, &Limits::default()).expect("it is read")
}

fn words(mail: &Mail) -> Vec<&str> {
    mail.parts.iter().filter_map(|p| p.text.as_deref()).collect()
}

#[test]
fn the_head_the_words_and_what_is_attached_come_out_as_they_were_sent() {
    let mut msg = Msg::new();
    msg.text("", 0x007d, HEAD);
    msg.text("", 0x0037, "another subject, which is not asked for");
    msg.text("", 0x1000, "Kính gửi Bộ,\r\nSở xin báo cáo.\r\n");
    let pdf = b"%PDF-1.7\n\x00\xff\r\n".repeat(40);
    msg.attach("", 0, "77_BC-STTTT báo cáo (ký).pdf", "application/pdf", &pdf);
    let picture = msg.attach("", 1, "image001.png", "image/png", b"\x89PNG\r\n\x1a\n....");
    msg.text(&picture, 0x3712, "image001.png@01D6");
    let bytes = msg.done();
    let mail = read(&bytes);
    assert_eq!(mail.claims.from, "Sở <so@caobang.example>");
    assert_eq!(mail.claims.subject, "Bao cao so 77");
    assert_eq!(mail.claims.message_id, "<a@caobang.example>");
    assert!(
        mail.header("received")
            .next()
            .is_some_and(|v| v.contains("mx.bo.example"))
    );
    assert_eq!(words(&mail)[0], "Kính gửi Bộ,\nSở xin báo cáo.\n");
    let pdf_part = mail
        .parts
        .iter()
        .find(|p| p.part.name.contains("77_BC"))
        .expect("the document");
    assert_eq!(pdf_part.part.name, "77_BC-STTTT báo cáo (ký).pdf");
    assert_eq!(pdf_part.bytes, pdf);
    assert_eq!(pdf_part.part.kind, PartKind::Document);
    assert!(mail.parts.iter().any(|p| p.part.name == "image001.png"));
    // The same file is the same letter each time.
    assert_eq!(read(&bytes).key, mail.key);
    assert_eq!(mail::sort(&bytes), mail::Sort::Outlook);
}

#[test]
fn without_a_head_of_the_network_one_is_made_of_what_there_is() {
    let mut msg = Msg::new();
    msg.text("", 0x0c1a, "Sở Thông tin và Truyền thông tỉnh Cao Bằng");
    msg.text("", 0x0c1f, "/O=EXCHANGE/OU=FIRST/CN=SO");
    msg.text("", 0x5d01, "so@caobang.example");
    msg.text("", 0x0e04, "Bộ\r\nBcc: x@y.example");
    msg.text(
        "",
        0x0037,
        "Báo cáo kết quả tổ chức các hoạt động hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới",
    );
    msg.0.remove_stream("/__properties_version1.0").expect("removed");
    // 2 June 2020, 08:10:22 UTC.
    msg.numbers("", 32, &[(0x0039, (1_591_085_422 + 11_644_473_600) * 10_000_000)]);
    let mail = read(&msg.done());
    assert_eq!(mail.from[0].mail, "so@caobang.example");
    assert!(
        mail.claims
            .from
            .starts_with("Sở Thông tin và Truyền thông tỉnh Cao Bằng")
    );
    assert_eq!(
        mail.claims.subject,
        "Báo cáo kết quả tổ chức các hoạt động hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới"
    );
    assert_eq!(mail.claims.date, "Tue, 2 Jun 2020 08:10:22 +0000");
    assert_eq!(
        mail.header("bcc").count(),
        0,
        "no property brings a line of its own"
    );
}

#[test]
fn words_in_an_old_character_set_and_as_html_alone_are_read() {
    let mut msg = Msg::new();
    msg.0.remove_stream("/__properties_version1.0").expect("removed");
    msg.numbers("", 32, &[(0x3ffd, 1258), (0x3fde, 65_001)]);
    let (old, _, _) = encoding_rs::WINDOWS_1258.encode("Sơ\u{309} ba\u{301}o ca\u{301}o");
    msg.bytes("", 0x0037, "001E", &old);
    msg.bytes(
        "",
        0x1013,
        "0102",
        "<html><body><p>Sở báo cáo.</p></body></html>".as_bytes(),
    );
    let mail = read(&msg.done());
    assert_eq!(mail.claims.subject, "Sở báo cáo");
    let html = mail
        .parts
        .iter()
        .find(|p| p.declared == "text/html")
        .expect("the words");
    assert_eq!(
        String::from_utf8_lossy(&html.bytes),
        "<html><body><p>Sở báo cáo.</p></body></html>"
    );
}

#[test]
fn letters_in_letters_are_gone_into_as_deep_as_others_are() {
    let mut msg = Msg::new();
    let inner = msg.inner("", 0);
    msg.text(&inner, 0x0037, "the inner one");
    msg.text(&inner, 0x1000, "words of the inner one");
    msg.attach(&inner, 0, "a.txt", "text/plain", b"a");
    msg.attach("", 1, "b.txt", "text/plain", b"b");
    let mail = read(&msg.done());
    let all: Vec<u8> = mail.parts.iter().flat_map(|p| p.bytes.clone()).collect();
    let text = String::from_utf8_lossy(&all);
    assert!(text.contains("inner"), "{text}");
    assert!(
        mail.parts
            .iter()
            .any(|p| p.part.name == "b.txt" && p.bytes == b"b")
    );

    let mut msg = Msg::new();
    let mut at = String::new();
    for _ in 0..6 {
        at = msg.inner(&at, 0);
    }
    let why = mail::read(&msg.done(), &Limits::default())
        .expect_err("too deep")
        .why;
    assert_eq!(why, Unreadable::TooDeep);

    let mut msg = Msg::new();
    for n in 0..12 {
        msg.attach("", n, "a", "text/plain", b"a");
    }
    let few = Limits {
        parts: 10,
        ..Limits::default()
    };
    assert_eq!(
        mail::read(&msg.done(), &few).expect_err("too many").why,
        Unreadable::TooManyParts
    );
}

#[test]
fn a_saved_letter_that_is_attached_is_taken_apart_as_a_forwarded_one_is() {
    let mut msg = Msg::new();
    msg.text("", 0x007d, HEAD);
    msg.text("", 0x1000, "Kính gửi Bộ,\r\nSở xin báo cáo.\r\n");
    msg.attach("", 0, "77_BC-STTTT.pdf", "application/pdf", b"%PDF-1.7\n");
    let saved = msg.done();
    let around = |file: &[u8]| {
        let digits = crate::common::made::base64(file);
        let letter = format!(
            "From: thu@bo.example\nSubject: Fwd\nMessage-ID: <f@bo.example>\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\n\nxem kem theo\n--b\n\
             Content-Type: application/vnd.ms-outlook; name=\"BC.msg\"\nContent-Transfer-Encoding: base64\n\n{digits}\n--b--\n"
        );
        read(letter.as_bytes())
    };
    let mail = around(&saved);
    assert_eq!(mail.inner[0].subject, "Bao cao so 77");
    assert_eq!(mail.inner[0].from[0].mail, "so@caobang.example");
    assert_eq!(mail.inner[0].words.own, "Kính gửi Bộ,\nSở xin báo cáo.");
    let at = mail.inner[0].part.expect("the file");
    assert_eq!(
        (mail.parts[at].part.name.as_str(), mail.parts[at].bytes.as_slice()),
        ("BC.msg", saved.as_slice())
    );
    let pdf = mail
        .parts
        .iter()
        .find(|p| p.part.name == "77_BC-STTTT.pdf")
        .expect("its file");
    assert_eq!(pdf.part.inside, Some(at as u32));
    assert!(mail.flags.is_empty(), "something is attached: {:?}", mail.flags);
    // One that cannot be read is kept, and said to be what it is.
    let mut broken = saved.clone();
    broken[30..32].fill(0xff);
    let mail = around(&broken);
    let part = mail.parts.iter().find(|p| p.part.name == "BC.msg").expect("kept");
    assert_eq!(part.bytes, broken);
    assert!(
        mail.inner.is_empty() && !part.part.flags.is_empty(),
        "{:?}",
        part.part.flags
    );
    assert!(
        part.part.as_evidence().is_some(),
        "and goes to the unit as it came"
    );
}

#[test]
fn what_is_no_letter_or_damaged_is_told_and_nothing_breaks() {
    let other = cfb::CompoundFile::create(Cursor::new(Vec::new()))
        .expect("made")
        .into_inner()
        .into_inner();
    assert_eq!(
        mail::read(&other, &Limits::default()).expect_err("a .doc").why,
        Unreadable::NotALetter
    );
    let mut msg = Msg::new();
    msg.text("", 0x007d, HEAD);
    msg.text("", 0x1000, &"Sở xin báo cáo. ".repeat(600));
    msg.attach("", 0, "a.pdf", "application/pdf", &b"%PDF-1.7\n".repeat(900));
    let inner = msg.inner("", 1);
    msg.text(&inner, 0x1000, "x");
    let whole = msg.done();
    let mut chance = Mix::new(7);
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..=chance.next() % 8 {
            // Half of the damage where the tables are.
            let within = if chance.next().is_multiple_of(2) {
                1_024
            } else {
                bytes.len() as u64
            };
            let at = (chance.next() % within.min(bytes.len() as u64)) as usize;
            bytes[at] = chance.next() as u8;
        }
        bytes.truncate(bytes.len() - (chance.next() % 3 * 700) as usize);
        let _ = mail::read(&bytes, &Limits::default());
    }
}
