//! Strangers' bytes, made by chance, at the readers that meet them first: letters, forms, the words of attachments.
//!
//! By hand, with the checks of a build for development:
//!
//! ```sh
//! cargo bench --profile dev --bench fuzz -- letters 3600
//! cargo bench --profile dev --bench fuzz -- forms 600 42
//! cargo bench --profile dev --bench fuzz -- saved 600 # letters as Outlook saves them
//! ```
//!
//! The second word is for how many seconds, the third where chance begins. Without words each runs for two seconds, so that
//! the target is known to work. What goes wrong is kept below `target/fuzz/` and told; then it ends with 1. Letters and
//! what is in their parts are read in this process, as a sweep does; what the jail holds is told by its answer, and only a
//! crash of the decoder's own is looked past, since there a process is the boundary.

#[path = "../tests/common/desk.rs"]
#[expect(dead_code, reason = "the letters that are made need its clock alone")]
mod desk;
#[path = "../tests/common/made.rs"]
#[expect(dead_code, reason = "letters are made here, not judged")]
mod made;

use std::cell::Cell;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ketnoi::core::campaign::Campaign;
use ketnoi::core::names::UnitIx;
use ketnoi::mail::{self, Limits};
use ketnoi::{extract, refdata, workbook};

/// What a reader may take for one file, in a build without optimisation.
const SLOW: Duration = Duration::from_secs(5);

/// Chance that begins where it is told (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Pieces that mean something to a reader of mail.
const WORDS: [&[u8]; 30] = [
    b"\r\n",
    b"\n",
    b"\n\n",
    b" ",
    b"\t",
    b"--",
    b"--=_ranh_gioi\n",
    b"--=_ranh_gioi--\n",
    b"=?utf-8?Q?",
    b"=?x?B?",
    b"?=",
    b"Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"filename*0*=utf-8''%F0",
    b"filename*1=a;",
    b"name=\"",
    b"charset=x-viet-tcvn5712\n",
    b"charset=windows-1258\n",
    b"(",
    b")",
    b"\"",
    b"\\",
    b"\0",
    b"\x1b[2J",
    b"From ",
    b"Received: from x by mx.bo.example (",
    b"Authentication-Results: mx.bo.example; dkim=pass header.d=",
    b"=3D=\n",
];

/// One of the seeds, changed in a few places.
fn changed(chance: &mut Chance, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(12) {
        let at = chance.below(bytes.len() + 1);
        let to = (at + chance.below(40)).min(bytes.len());
        match chance.below(8) {
            0 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << chance.below(8);
            }
            1 => drop(bytes.drain(at..to)),
            2 => {
                let word = WORDS[chance.below(WORDS.len())];
                bytes.splice(at..at, word.iter().copied());
            }
            3 => {
                let piece = bytes[at..to].to_vec();
                for _ in 0..chance.below(60) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            4 => bytes.truncate(at),
            5 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                let piece = other[from..(from + chance.below(4_000)).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            6 => bytes[at..to].fill_with(|| chance.next() as u8),
            _ => {
                let n = *chance.of(&[&0_u8, &255, &b'=', &b'-', &b'\n', &0x80]);
                bytes[at..to].fill(n);
            }
        }
        bytes.truncate(1 << 20);
    }
    bytes
}

/// What is wrong with how these bytes were read.
type Look = fn(&[u8]) -> Result<(), String>;

fn letter(bytes: &[u8]) -> Result<(), String> {
    let limits = Limits::default();
    let once = mail::read(bytes, &limits);
    if once != mail::read(bytes, &limits) {
        return Err("read twice, it is two letters".to_owned());
    }
    let Ok(mail) = once else { return Ok(()) };
    if mail.parts.len() > limits.parts {
        return Err(format!("{} parts", mail.parts.len()));
    }
    for (place, part) in mail.parts.iter().enumerate() {
        if part.part.inside.is_some_and(|outer| outer as usize >= place) {
            return Err(format!("part {place} lies in one that comes after it"));
        }
        if part.part.size != part.bytes.len() as u64 {
            return Err(format!("part {place} has another size than it says"));
        }
    }
    let hosts = ["mx.bo.example".to_owned()];
    let _moment = mail::received(&mail, &hosts);
    let _checked = mail::auth(&mail, &hosts, &hosts);
    let _sort = mail::sort(bytes);
    Ok(())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is wrong with one is told by a crash alone"
)]
fn form(bytes: &[u8]) -> Result<(), String> {
    let _answer = jailed(|| (workbook::JOB.work)(bytes, &[]));
    Ok(())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is wrong with one is told by a crash alone"
)]
fn words(bytes: &[u8]) -> Result<(), String> {
    let office = "application/vnd.openxmlformats-officedocument";
    // Not PDF: its reader can use up a stack, which ends a process. The jail's own tests ask it there.
    for (word, media) in [
        ("text", format!("{office}.spreadsheetml.sheet")),
        ("text", format!("{office}.wordprocessingml.document")),
        ("text", "application/vnd.oasis.opendocument.text".to_owned()),
        ("text", "application/x-ole-storage".to_owned()),
        ("unpack", "application/zip".to_owned()),
        ("unpack", "application/gzip".to_owned()),
        ("unpack", "application/x-tar".to_owned()),
    ] {
        let said: Vec<OsString> = [word, &media, "200000"].map(OsString::from).into();
        let _answer = jailed(|| (extract::JOB.work)(bytes, &said));
    }
    Ok(())
}

thread_local! {
    /// A panic inside the jail is an answer: the child ends and its file is told as unfit.
    static JAILED: Cell<bool> = const { Cell::new(false) };
}

fn jailed<T>(work: impl FnOnce() -> T) -> Option<T> {
    JAILED.set(true);
    let answer = catch_unwind(AssertUnwindSafe(work)).ok();
    JAILED.set(false);
    answer
}

fn letters_to_begin_with() -> Vec<Vec<u8>> {
    use made::Coding;
    let body = made::report("Hà Nội", "77/BC-STTTT", "Hà Nội");
    let made = made::letter("Lan <lan@hanoi.example>", "Báo cáo Ngày 17/5", &body)
        .file("bao-cao.pdf", "Số: 77/BC-STTTT")
        .head("Received: from a by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700")
        .head("Authentication-Results: mx.bo.example; spf=pass smtp.mailfrom=hanoi.example");
    let mut all: Vec<Vec<u8>> = [Coding::Plain, Coding::Base64, Coding::Quoted, Coding::Decomposed]
        .map(|coding| made.bytes(coding))
        .into();
    all.extend([made.forwarded(true), made.forwarded(false)]);
    all
}

/// A letter as Outlook saves it, with a letter and a file in it.
fn saved_to_begin_with() -> Vec<Vec<u8>> {
    use std::io::{Cursor, Write as _};
    let made = |rich: bool| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made");
        let mut stream = |path: &str, bytes: &[u8]| {
            let mut folder = String::new();
            for step in path
                .split('/')
                .filter(|s| s.starts_with("__attach") || s.ends_with("000D"))
            {
                folder.push('/');
                folder.push_str(step);
                if !file.is_storage(&folder) {
                    file.create_storage(&folder).expect("made");
                }
            }
            let mut stream = file.create_stream(path).expect("made");
            stream.write_all(bytes).expect("written");
        };
        let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let inner = "/__attach_version1.0_#00000001/__substg1.0_3701000D";
        for (at, fixed) in [
            ("", 32),
            ("/__attach_version1.0_#00000000", 8),
            ("/__attach_version1.0_#00000001", 8),
            (inner, 24),
        ] {
            stream(&format!("{at}/__properties_version1.0"), &vec![0; fixed + 32]);
        }
        for at in ["", inner] {
            stream(&format!("{at}/__substg1.0_0037001F"), &wide("Báo cáo Ngày 17/5"));
            stream(&format!("{at}/__substg1.0_0C1A001F"), &wide("Sở TTTT"));
            stream(
                &format!("{at}/__substg1.0_1000001F"),
                &wide("Kính gửi Bộ,\r\nSở xin gửi báo cáo.\r\n"),
            );
        }
        stream(
            "/__substg1.0_007D001F",
            &wide("From: a@b.example\r\nMessage-ID: <a@b>\r\n\r\n"),
        );
        if rich {
            let packed = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
            stream("/__substg1.0_10090102", packed);
        }
        stream(
            "/__attach_version1.0_#00000000/__substg1.0_3707001F",
            &wide("báo cáo.pdf"),
        );
        stream(
            "/__attach_version1.0_#00000000/__substg1.0_37010102",
            &b"%PDF-1.7\n".repeat(700),
        );
        file.into_inner().into_inner()
    };
    vec![made(false), made(true)]
}

fn forms_to_begin_with() -> Vec<Vec<u8>> {
    let definition = refdata::shipped_campaign("wtisd-2020").expect("shipped");
    let campaign = Campaign::preview(definition.into());
    (0..3)
        .map(|n| workbook::write(&campaign, UnitIx(n)).expect("a form"))
        .collect()
}

/// What this thread has worked so far: a busy machine makes nothing slow by its being busy. (What a jail works shows as its
/// answer: it is stopped by limits of its own.)
fn worked() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

fn run(name: &str, seconds: u64, seed: u64) -> bool {
    let (look, seeds): (Look, _) = match name {
        "letters" => (letter as Look, letters_to_begin_with()),
        "saved" => (letter as Look, saved_to_begin_with()),
        "forms" => (form as Look, forms_to_begin_with()),
        _ => (words as Look, forms_to_begin_with()),
    };
    let (mut chance, begun) = (Chance(seed), Instant::now());
    let (mut n, mut slowest) = (0_u64, Duration::ZERO);
    let mut good = true;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let bytes = changed(&mut chance, &seeds);
        let before = worked();
        let told = catch_unwind(AssertUnwindSafe(|| look(&bytes)));
        let took = worked().saturating_sub(before);
        slowest = slowest.max(took);
        n += 1;
        let wrong = match told {
            Err(_) => Some("it panicked".to_owned()),
            Ok(Err(why)) => Some(why),
            Ok(Ok(())) if took > SLOW => Some(format!("it took {took:?}")),
            Ok(Ok(())) => None,
        };
        if let Some(wrong) = wrong {
            good = false;
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
            let file = folder.join(format!("{name}-{seed}-{n}"));
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(&file, &bytes))
                .expect("kept");
            println!("{name}: {wrong}: {}", file.display());
        }
    }
    println!(
        "{name}: {n} files in {} s, the slowest {slowest:?}, seed {seed}",
        begun.elapsed().as_secs()
    );
    good
}

fn main() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !JAILED.get() {
            usual(info);
        }
    }));
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|w| !w.starts_with("--"))
        .collect();
    let number = |i: usize, otherwise| words.get(i).and_then(|w| w.parse().ok()).unwrap_or(otherwise);
    let names = match words.first() {
        Some(name) => vec![name.as_str()],
        None => vec!["letters", "saved", "forms", "words"],
    };
    let good = names
        .into_iter()
        .all(|name| run(name, number(1, 2), number(2, 1)));
    std::process::exit(i32::from(!good));
}
