//! Letters made for this project, as bytes: invented people, invented numbers, and Vietnamese as such letters are written.

use std::fmt::Write as _;

use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Judged, Verdict};
use ketnoi::core::names::{CmdId, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::mail::{Limits, Mail};
use ketnoi::recognise::{Asked, Auth, FormCode, Hint, Ours, PartText, Rules, Seen, Weighed, answers, weigh};
use ketnoi::refdata;

use super::desk::at;

/// A letter before it is bytes.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its headers but those that every letter has, each a line.
    pub head: Vec<String>,
    /// `Name <address>`.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// Its files: name, and the words that a reader would find in it.
    pub files: Vec<(String, String)>,
    /// When it was received.
    pub received: Stamp,
    /// Whether its sender was checked.
    pub auth: Auth,
    /// The code of a form in it.
    pub form: Option<FormCode>,
    /// What people made of its sender's earlier letters.
    pub hints: Vec<Hint>,
}

/// How a letter is written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// UTF-8, eight bits, line feeds alone.
    Plain,
    /// Base64, with carriage returns.
    Base64,
    /// Quoted-printable.
    Quoted,
    /// Marks as letters of their own.
    Decomposed,
}

/// A letter from `from`.
pub fn letter(from: &str, subject: &str, body: &str) -> Made {
    Made {
        head: Vec::new(),
        from: from.to_owned(),
        subject: subject.to_owned(),
        body: body.to_owned(),
        files: Vec::new(),
        received: at("2020-06-02T15:10:22+07:00"),
        auth: Auth::Unverified,
        form: None,
        hints: Vec::new(),
    }
}

impl Made {
    /// With a file, and the words in it.
    #[must_use]
    pub fn file(mut self, name: &str, words: &str) -> Self {
        self.files.push((name.to_owned(), words.to_owned()));
        self
    }

    /// With a header line.
    #[must_use]
    pub fn head(mut self, line: &str) -> Self {
        self.head.push(line.to_owned());
        self
    }

    /// Its sender proven.
    #[must_use]
    pub fn proven(mut self) -> Self {
        self.auth = Auth::Passed;
        self
    }

    /// The bytes.
    pub fn bytes(&self, coding: Coding) -> Vec<u8> {
        let mut text = String::new();
        let write = |s: &str| match coding {
            Coding::Decomposed => unicode_normalization::UnicodeNormalization::nfd(s).collect::<String>(),
            Coding::Plain | Coding::Base64 | Coding::Quoted => s.to_owned(),
        };
        let mut line = |s: String| {
            text.push_str(&s);
            text.push('\n');
        };
        for head in &self.head {
            line(head.clone());
        }
        line(format!("From: {}", sender(&write(&self.from))));
        line("To: Ban to chuc <baocao@bo.example>".to_owned());
        line(format!("Subject: {}", word(&write(&self.subject))));
        line("Date: Tue, 2 Jun 2020 15:10:00 +0700".to_owned());
        line(format!("Message-ID: <{:x}@thu.example>", digest(&self.subject)));
        line("MIME-Version: 1.0".to_owned());
        line("Content-Type: multipart/mixed; boundary=\"=_ranh_gioi\"".to_owned());
        line(String::new());
        line("--=_ranh_gioi".to_owned());
        line("Content-Type: text/plain; charset=utf-8".to_owned());
        let (name, body) = match coding {
            Coding::Base64 => ("base64", base64(write(&self.body).as_bytes())),
            Coding::Quoted => ("quoted-printable", quoted(&write(&self.body))),
            Coding::Plain | Coding::Decomposed => ("8bit", write(&self.body)),
        };
        line(format!("Content-Transfer-Encoding: {name}\n\n{body}"));
        for (name, words) in &self.files {
            line("--=_ranh_gioi".to_owned());
            line("Content-Type: application/octet-stream".to_owned());
            line(format!(
                "Content-Disposition: attachment; filename=\"{}\"",
                word(name)
            ));
            line("Content-Transfer-Encoding: base64\n".to_owned());
            line(base64(&file_bytes(name, words)));
        }
        line("--=_ranh_gioi--".to_owned());
        if coding == Coding::Base64 {
            text = text.replace('\n', "\r\n");
        }
        text.into_bytes()
    }

    /// The bytes with the text in another character set; its label may be empty, or wrong.
    pub fn bytes_in(&self, label: &str, encode: fn(&str) -> Vec<u8>) -> Vec<u8> {
        let text = String::from_utf8(self.bytes(Coding::Plain)).expect("UTF-8");
        let body = format!("Content-Transfer-Encoding: 8bit\n\n{}", self.body);
        let coded = format!(
            "Content-Transfer-Encoding: base64\n\n{}",
            base64(&encode(&self.body))
        );
        let text = text.replacen(&body, &coded, 1);
        text.replacen("text/plain; charset=utf-8", &format!("text/plain{label}"), 1)
            .into_bytes()
    }

    /// Handed on by one of our own people, with the letter attached or copied into the text.
    pub fn forwarded(&self, attached: bool) -> Vec<u8> {
        if attached {
            let inner = String::from_utf8(self.bytes(Coding::Plain)).expect("UTF-8");
            return format!(
                "From: Phan Van Thu <thu@bo.example>\nTo: baocao@bo.example\nSubject: Fwd: {}\nDate: Wed, 3 Jun 2020 08:00:00 +0700\nMessage-ID: <ct@bo.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=_ngoai\"\n\n--=_ngoai\nContent-Type: text/plain; charset=utf-8\n\nKính chuyển bộ phận tổng hợp.\n--=_ngoai\nContent-Type: message/rfc822\n\n{inner}\n--=_ngoai--\n",
                word(&self.subject)
            )
            .into_bytes();
        }
        let mut outer = self.clone();
        outer.from = "Phan Văn Thư <thu@bo.example>".to_owned();
        outer.subject = format!("Fwd: {}", self.subject);
        outer.body = format!(
            "Kính chuyển bộ phận tổng hợp.\n\n---------- Forwarded message ---------\nTừ: {}\nDate: Th 3, 2 thg 6, 2020 vào lúc 15:10\nSubject: {}\nTo: <baocao@bo.example>\n\n{}",
            self.from, self.subject, self.body
        );
        outer.bytes(Coding::Plain)
    }

    /// What the rules find in it, written so.
    pub fn weighed(&self, rules: &Rules, campaigns: &[&Campaign], bytes: &[u8]) -> Weighed {
        let mail = read(bytes);
        let texts = self.texts(&mail);
        let ours = ours();
        let seen = Seen {
            mail: &mail,
            texts: &texts,
            received: self.received,
            auth: self.auth,
            form: self.form.clone(),
            answers: answers(&mail, &ours),
            hints: &self.hints,
            brought: &[],
        };
        let asked: Vec<Asked<'_>> = campaigns.iter().map(|campaign| Asked { campaign }).collect();
        weigh(rules, &ours, &asked, &seen)
    }

    /// What the rules say of it.
    pub fn judged(&self, rules: &Rules, campaigns: &[&Campaign]) -> Judged {
        self.weighed(rules, campaigns, &self.bytes(Coding::Plain))
            .judged()
    }

    fn texts(&self, mail: &Mail) -> Vec<PartText> {
        let mut texts = Vec::new();
        for (name, words) in &self.files {
            let bytes = file_bytes(name, words);
            let part = mail.parts.iter().position(|p| p.bytes == bytes);
            texts.push(PartText {
                part: part.unwrap_or_else(|| panic!("{name} is a part")),
                text: words.clone(),
            });
        }
        texts
    }
}

/// The letter taken apart.
pub fn read(bytes: &[u8]) -> Mail {
    ketnoi::mail::read(bytes, &Limits::default()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// What is ours.
pub fn ours() -> Ours {
    Ours {
        domains: vec!["bo.example".to_owned()],
        ..Ours::default()
    }
}

/// The built-in rules, with both rosters.
pub fn rules() -> Rules {
    let rosters = refdata::roster_ids().filter_map(refdata::roster).collect();
    Rules::new(refdata::rules().expect("built in"), rosters)
}

/// What became of a letter, as one line: `file 66 report 77/BC-STTTT`, `aside unit report`, `automatic`.
pub fn outcome(judged: &Judged) -> String {
    match &judged.verdict {
        Verdict::File {
            units, kind, symbol, ..
        } => {
            let units: Vec<&str> = units.iter().map(UnitCode::as_str).collect();
            let dated = symbol.dated.map(|d| format!(" {d}")).unwrap_or_default();
            let line = format!("file {} {} {}{dated}", units.join(","), kind.id(), symbol.number);
            line.trim_end().to_owned()
        }
        Verdict::SetAside { doubt, kind, .. } => format!("aside {} {}", doubt.id(), kind.id()),
        Verdict::Automatic => "automatic".to_owned(),
    }
}

/// Its reasons: `letterhead 66 600`.
pub fn reasons(judged: &Judged) -> String {
    let all = judged.judgement.reasons.iter().map(|r| {
        let unit = r.unit.as_ref().map_or("", UnitCode::as_str);
        format!("{} {unit} {} “{}”", r.id, r.weight, r.what)
    });
    all.collect::<Vec<_>>().join("\n")
}

/// A name for one of our letters, as its answers carry it.
pub fn name_of_ours(unit: &str) -> String {
    format!("<ketnoi.{}.{unit}.remind@bo.example>", CmdId(1_u128.into()))
}

/// The head of an official document as a reader of PDF gives it: two columns, line by line.
pub fn head(left: [&str; 2], number: &str, place: &str) -> String {
    format!(
        "{} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{} Độc lập - Tự do - Hạnh phúc\nSố: {number} {place}, ngày 26 tháng 5 năm 2020\n",
        left[0], left[1]
    )
}

/// A report of a province of 2020, as text of a PDF.
pub fn report(province: &str, number: &str, place: &str) -> String {
    let left = [
        format!("UBND TỈNH {}", province.to_uppercase()),
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG".to_owned(),
    ];
    let head = head([&left[0], &left[1]], number, place);
    format!(
        "{head}BÁO CÁO\nKết quả các hoạt động hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020\n\nKính gửi: Bộ Thông tin và Truyền thông (Vụ Hợp tác quốc tế), 18 Nguyễn Du, Hà Nội\n\nThực hiện Công văn của Bộ Thông tin và Truyền thông về việc hưởng ứng Ngày 17/5,\nSở Thông tin và Truyền thông tỉnh {province} báo cáo kết quả như sau:\n1. Treo băng-rôn tại đường Điện Biên Phủ và phố Yên Bái; phối hợp với Đoàn TNCS Hồ Chí Minh.\n2. Tuyên truyền mục tiêu SDG 16 Hòa bình, công lý; bà Trần Thị Hà Giang dẫn chương trình.\n\nNơi nhận:\n- Như trên;\n- UBND tỉnh {province};\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn Thái Bình\n"
    )
}

fn sender(from: &str) -> String {
    match from.rsplit_once(" <") {
        Some((name, rest)) => format!("{} <{rest}", word(name)),
        None => from.to_owned(),
    }
}

/// Bytes that a reader takes for a document, each file's its own.
fn file_bytes(name: &str, words: &str) -> Vec<u8> {
    let is_photo = name.to_lowercase().ends_with("jpg");
    let mut bytes = if is_photo {
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01".to_vec()
    } else if name.ends_with("rar") {
        b"Rar!\x1a\x07\x01\0".to_vec()
    } else {
        b"%PDF-1.4\n".to_vec()
    };
    let _ = writeln!(Out(&mut bytes), "{name} {:x}", digest(words));
    bytes.extend(std::iter::repeat_n(b'x', 9_000));
    bytes
}

struct Out<'a>(&'a mut Vec<u8>);

impl std::fmt::Write for Out<'_> {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        self.0.extend_from_slice(s.as_bytes());
        Ok(())
    }
}

fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A word of a header as RFC 2047 has it.
fn word(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    // A word may have 75 letters; no letter is cut.
    let mut words = Vec::new();
    let mut piece = String::new();
    for c in text.chars() {
        if piece.len() + c.len_utf8() > 39 {
            words.push(std::mem::take(&mut piece));
        }
        piece.push(c);
    }
    words.push(piece);
    let coded = words
        .iter()
        .map(|w| format!("=?utf-8?B?{}?=", base64(w.as_bytes()).trim_end()));
    coded.collect::<Vec<_>>().join("\n ")
}

/// Bytes as a letter carries them, in lines of 76 letters.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (n, three) in bytes.chunks(3).enumerate() {
        let group = three
            .iter()
            .chain(&[0, 0])
            .take(3)
            .fold(0_u32, |sum, b| sum << 8 | u32::from(*b));
        for k in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * k) & 63) as usize];
            text.push(if k <= three.len() { letter as char } else { '=' });
        }
        if n % 19 == 18 {
            text.push('\n');
        }
    }
    text
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut len = 0;
        for byte in line.bytes() {
            if len > 70 {
                out.push_str("=\n");
                len = 0;
            }
            if (33..127).contains(&byte) && byte != b'=' || byte == b' ' {
                out.push(byte as char);
                len += 1;
            } else {
                let _ = write!(out, "={byte:02X}");
                len += 3;
            }
        }
        out.push('\n');
    }
    out
}
