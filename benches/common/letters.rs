//! Made letters, many of them: invented senders, random bytes, reports that are certain, a PDF that a program of the office made.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;

/// What a letter brings besides a short text.
#[derive(Clone, Copy)]
pub enum With<'a> {
    /// So many random bytes, called PDF.
    Random(usize),
    /// The same, and beside them this PDF.
    Pdf(usize, &'a [u8]),
    /// A text that says without doubt whose report it is, and so many random bytes.
    Report(usize),
}

/// Units with the domains of their letters.
const UNITS: [(&str, &str); 8] = [
    ("Đắk Lắk", "daklak"),
    ("Gia Lai", "gialai"),
    ("Lâm Đồng", "lamdong"),
    ("Cà Mau", "camau"),
    ("An Giang", "angiang"),
    ("Bến Tre", "bentre"),
    ("Cao Bằng", "caobang"),
    ("Sơn La", "sonla"),
];

/// Makes letters, each another.
pub struct Maker {
    state: u64,
}

impl Maker {
    pub fn new() -> Self {
        Self {
            state: 0x9e37_79b9_7f4a_7c15,
        }
    }

    fn random(&mut self, bytes: usize) -> Vec<u8> {
        let mut next = || {
            self.state ^= self.state << 13;
            self.state ^= self.state >> 7;
            self.state ^= self.state << 17;
            self.state
        };
        (0..bytes.div_ceil(8))
            .flat_map(|_| next().to_le_bytes())
            .collect()
    }

    /// The `n`th letter.
    pub fn letter(&mut self, n: usize, with: With<'_>) -> String {
        let (unit, domain) = UNITS.get(n % UNITS.len()).copied().unwrap_or(("", ""));
        let (domain, text, files) = match with {
            With::Random(bytes) => ("tinh.example".to_owned(), plain(n), vec![self.random(bytes)]),
            With::Pdf(bytes, pdf) => {
                // A line behind the end makes it another file, and the same document.
                let pdf = [pdf, format!("\n% {n}\n").as_bytes()].concat();
                ("tinh.example".to_owned(), plain(n), vec![pdf, self.random(bytes)])
            }
            With::Report(bytes) => (
                format!("{domain}.gov.vn"),
                report(n, unit),
                vec![self.random(bytes)],
            ),
        };
        let mut letter = format!(
            "Received: from a by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700\r\nFrom: {} <stttt@{domain}>\r\nTo: baocao@bo.example\r\n\
             Subject: {}\r\nDate: Tue, 2 Jun 2020 15:10:00 +0700\r\nMessage-ID: <{n}@{domain}>\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"ranh{n}\"\r\n\r\n--ranh{n}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n",
            word(&format!("Sở TTTT {unit}")),
            word("Báo cáo kết quả 17/5/2020"),
        );
        for (k, file) in files.iter().enumerate() {
            let _ = write!(
                letter,
                "--ranh{n}\r\nContent-Type: application/pdf; name=\"bao-cao-{n}-{k}.pdf\"\r\n\
                 Content-Disposition: attachment; filename=\"bao-cao-{n}-{k}.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                base64(file)
            );
        }
        let _ = write!(letter, "--ranh{n}--\r\n");
        letter
    }
}

fn plain(n: usize) -> String {
    format!("Kính gửi Bộ,\r\nXin gửi báo cáo số {n}.")
}

fn report(n: usize, unit: &str) -> String {
    let long = "treo băng-rôn, áp phích tại trụ sở; tổ chức tọa đàm về chuyển đổi số; ".repeat(8);
    format!(
        "Số: {}/BC-STTTT\r\n\r\nSở Thông tin và Truyền thông tỉnh {unit} báo cáo kết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin \
         thế giới 17/5/2020 như sau: {long}\r\n\r\nTrân trọng.\r\nSở Thông tin và Truyền thông tỉnh {unit}",
        n + 1
    )
}

/// A Maildir with so many of them, not seen yet.
pub fn maildir(at: &Path, letters: usize, with: With<'_>) {
    for sub in ["new", "cur", "tmp"] {
        fs::create_dir_all(at.join(sub)).expect("a folder");
    }
    let mut maker = Maker::new();
    for n in 0..letters {
        let name = format!("new/{}.M{n}.host", 1_590_000_000 + n);
        fs::write(at.join(name), maker.letter(n, with)).expect("written");
    }
}

/// One file of at least so many bytes; gives how many letters are in it.
pub fn mbox(at: &Path, bytes: u64, with: With<'_>) -> usize {
    let mut file = BufWriter::new(fs::File::create(at).expect("a file"));
    let (mut written, mut n, mut maker) = (0, 0, Maker::new());
    while written < bytes {
        let letter = maker.letter(n, with).replace("\r\n", "\n");
        let whole = format!("From so@tinh.example Thu May 28 14:03:19 2020\n{letter}\n");
        file.write_all(whole.as_bytes()).expect("written");
        written += whole.len() as u64;
        n += 1;
    }
    file.flush().expect("written");
    n
}

/// A report of two pages as `LibreOffice` makes it; none where it is not installed.
pub fn office_pdf(home: &Path) -> Option<Vec<u8>> {
    let text = home.join("bao-cao.txt");
    let lines: Vec<String> = (0..75)
        .map(|n| format!("{n}. Tổ chức tọa đàm về chuyển đổi số, treo băng-rôn, áp phích tại trụ sở."))
        .collect();
    let lines = lines.join("\n");
    let head = "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 77/BC-STTTT\n";
    fs::write(&text, format!("{head}{lines}")).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", home.join("office").display());
    let made = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--infilter=Text (encoded):UTF8",
            "--convert-to",
            "pdf",
            "--outdir",
        ])
        .arg(home)
        .arg(&text)
        .output();
    made.ok().filter(|out| out.status.success())?;
    fs::read(home.join("bao-cao.pdf")).ok()
}

fn word(text: &str) -> String {
    format!("=?utf-8?B?{}?=", base64(text.as_bytes()).replace("\r\n", ""))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() * 3 / 2);
    for line in bytes.chunks(57) {
        for three in line.chunks(3) {
            let all = three
                .iter()
                .chain(&[0, 0])
                .take(3)
                .fold(0_u32, |sum, b| sum << 8 | u32::from(*b));
            for k in 0..4 {
                let letter = LETTERS
                    .get((all >> (18 - 6 * k) & 63) as usize)
                    .copied()
                    .unwrap_or(b'=');
                let _ = out.write_char(if k <= three.len() { letter as char } else { '=' });
            }
        }
        out.push_str("\r\n");
    }
    out
}
