//! Whatever comes as a letter is read or refused: no panic, no time or memory beyond what its size excuses.

use ketnoi::core::mix::Mix;
use ketnoi::mail::{Limits, read, sort};
use proptest::prelude::*;

use crate::mail_made::{HEAD, letter, many};

/// Whatever it says, it says in parts that hang together.
fn holds_together(bytes: &[u8]) {
    sort(bytes);
    let Ok(mail) = read(bytes, &Limits::default()) else {
        return;
    };
    for (at, p) in mail.parts.iter().enumerate() {
        assert!(p.part.inside.is_none_or(|i| (i as usize) < at));
        assert_eq!(p.part.size, p.bytes.len() as u64);
        assert!(p.part.name.len() <= 255);
    }
    assert!(
        mail.inner
            .iter()
            .all(|i| i.part.is_none_or(|at| at < mail.parts.len()))
    );
    let again = read(bytes, &Limits::default()).expect("as before");
    assert_eq!(again, mail, "the same bytes give the same letter");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        holds_together(&bytes);
        holds_together(&letter(HEAD, &bytes));
    }

    #[test]
    fn words_of_mail_in_any_order_are_read_or_refused(
        pieces in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)
    ) {
        holds_together(pieces.concat().as_bytes());
    }
}

/// What readers of mail look for.
const WORDS: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\t",
    "From: ",
    "Subject: ",
    "Content-Type: ",
    "multipart/mixed",
    "message/rfc822",
    "text/html",
    "; boundary=b",
    "; boundary=\"b",
    "; name*0*=utf-8''%C3",
    "; name=\"",
    "; charset=",
    "utf-16",
    "\"",
    "--b\n",
    "--b--\n",
    "Content-Transfer-Encoding: ",
    "base64",
    "quoted-printable",
    "x-uuencode",
    "=",
    "=?utf-8?B?",
    "=?utf-8?Q?",
    "?=",
    "PHA+",
    "<p>",
    "<!--",
    "<a href=",
    "&#",
    "<blockquote>",
    "begin 644 a\n",
    "M",
    "(",
    ")",
    "<",
    ">",
    "@",
    ",",
    "báo",
    "\u{301}",
    "---------- Forwarded message ---------\n",
    "Từ: a@b.example\n",
    "> ",
];

#[test]
fn letters_that_were_damaged_are_read_or_refused() {
    let mut mix = Mix::new(7);
    let mut below = |n: usize| (mix.next() % n.max(1) as u64) as usize;
    for (_, bytes) in many() {
        for _ in 0..6 {
            let mut bytes = bytes.clone();
            for _ in 0..=below(8) {
                if bytes.is_empty() {
                    break;
                }
                let at = below(bytes.len());
                match below(4) {
                    0 => bytes[at] = below(256) as u8,
                    1 => drop(bytes.remove(at)),
                    2 => bytes.truncate(at + 1),
                    _ => {
                        let end = (at + 40).min(bytes.len());
                        let piece = bytes[at..end].to_vec();
                        let to = below(bytes.len());
                        bytes.splice(to..to, piece);
                    }
                }
            }
            holds_together(&bytes);
        }
    }
}

/// What a letter of that kind with so many of something costs: it must not grow with the square.
#[test]
fn bombs_are_read_or_refused_in_one_pass() {
    let multipart = "Content-Type: multipart/mixed; boundary=\"bI\"\n\n--bI\n";
    let within = "Content-Type: message/rfc822\n\n";
    let head = |line: &str, body: &str| letter(&format!("{HEAD}{line}"), format!("\n{body}").as_bytes());
    let page = |piece: &str, n: usize| {
        letter(
            HEAD,
            format!("Content-Type: text/html\n\n{}", piece.repeat(n)).as_bytes(),
        )
    };
    let bombs = [
        letter(HEAD, multipart.repeat(200_000).as_bytes()),
        letter(HEAD, within.repeat(200_000).as_bytes()),
        letter(
            HEAD,
            format!(
                "Content-Type: multipart/mixed; boundary=a\n\n{}",
                "--a\n\n\n".repeat(1_000_000)
            )
            .as_bytes(),
        ),
        head(&format!("X: {}", "a".repeat(20 << 20)), ""),
        head(&format!("References: {}", "<a@b> ".repeat(40_000)), ""),
        head(&format!("X-Words: {}", "=?utf-8?Q?a?= ".repeat(18_000)), ""),
        head(&format!("X-Words: {}", "=?u?q?".repeat(40_000)), ""),
        head(&format!("Content-Type: a/b{}", "; name*1=a".repeat(24_000)), "x"),
        head(&format!("Cc: {}", "(".repeat(200_000)), ""),
        letter(&"From: a@b.example\n".repeat(10_000), b"\nx"),
        page("<", 1_000_000),
        page("<a \"'", 400_000),
        page("<blockquote>x", 200_000),
        page("&", 1_000_000),
        head("", &"From: a@b.example\n".repeat(100_000)),
        head("", &"> ".repeat(1_000_000)),
        head("", &"On 1 wrote\n".repeat(100_000)),
        head("", &"---------- Forwarded message ---------\n".repeat(30_000)),
        head("Content-Transfer-Encoding: base64", &"=".repeat(4_000_000)),
        head("Content-Transfer-Encoding: base64", &"AA==".repeat(1_000_000)),
        head(
            "Content-Transfer-Encoding: quoted-printable",
            &"= ".repeat(2_000_000),
        ),
        head(
            "Content-Transfer-Encoding: x-uuencode",
            &format!("begin 644 a\n{}", "_\n".repeat(1_000_000)),
        ),
        head(
            "Content-Type: text/plain; charset=iso-8859-1\n",
            &"\u{e9}".repeat(1_000_000),
        ),
        head(
            "Content-Type: application/pdf; name=a",
            &format!("%PDF-{}", "/ByteRang".repeat(400_000)),
        ),
        head(
            "Content-Type: text/xml; name=a",
            &format!("<?xml?><a>{}", "<a b='".repeat(400_000)),
        ),
    ];
    for bomb in &bombs {
        sort(bomb);
        // However many zeros a line says it stands for, a part is not many times the letter.
        if let Ok(mail) = read(bomb, &Limits::default()) {
            let held: usize = mail.parts.iter().map(|p| p.bytes.len()).sum();
            assert!(held <= 6 * bomb.len(), "{held} bytes of {}", bomb.len());
        }
    }
}
