//! Letters over IMAP: a real server, and servers that lie.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ketnoi::core::letter::ReceivedBy;
use ketnoi::core::names::Lang;
use ketnoi::core::time::Stamp;
use ketnoi::failure;
use ketnoi::mailbox::{self, Access, Bytes, Guarded, Item, Mailbox, MailboxError};
use ketnoi::text::Catalogue;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::common::dovecot::{ACCOUNT, APART, Dovecot, Reader};
use crate::common::pty::wait_until;

const JUNE: &str = " 2-Jun-2020 15:10:22 +0700";

fn access(server: &Dovecot) -> Access {
    Access {
        ca_file: Some(server.at("ca.pem")),
        password_file: Some(server.at("password")),
        ..Access::default()
    }
}

fn all(mailbox: &mut dyn Mailbox) -> Vec<Item> {
    std::iter::from_fn(|| mailbox.next().expect("it goes on")).collect()
}

fn read(mailbox: &mut dyn Mailbox, item: &Item) -> Bytes {
    mailbox.read(item, 4 << 20, 5).expect("it reads")
}

fn whole(text: &str) -> Bytes {
    Bytes::Whole(text.as_bytes().to_vec())
}

fn letter(n: usize) -> String {
    format!("Subject: {n}\r\n\r\nThư số {n}\r\n")
}

#[test]
fn letters_on_a_real_server_are_listed_read_whole_and_marked_and_nothing_else_is_done_to_them() {
    let Some(server) = Dovecot::start() else { return };
    let mut other = server.reader();
    // Somebody has read one elsewhere: that is no proof that it was taken in.
    other.deliver("INBOX", "\\Seen", JUNE, &letter(1));
    let large = format!("Subject: 2\r\n\r\n{}", "0123456789abcdef\r\n".repeat(150_000));
    other.deliver("INBOX", "", JUNE, &large);
    other.deliver("INBOX", "\\Deleted", JUNE, &letter(3));
    let mut mailbox = mailbox::open(&server.source("INBOX"), &access(&server)).expect("it opens");
    assert_eq!(
        mailbox.name(),
        format!("imaps://{ACCOUNT}@localhost:{}/INBOX", server.tls)
    );
    let items = all(&mut *mailbox);
    assert_eq!(items.len(), 3);
    let moment = Stamp::parse_rfc3339("2020-06-02T15:10:22+07:00").expect("a moment");
    assert!(
        items
            .iter()
            .all(|i| i.received == Some((moment, ReceivedBy::Internaldate)))
    );
    assert_eq!(read(&mut *mailbox, &items[0]), whole(&letter(1)));
    assert_eq!(read(&mut *mailbox, &items[1]), whole(&large));
    let too_large = mailbox.read(&items[1], 1_000, 5).expect("it reads");
    let head = b"Subje".to_vec();
    assert_eq!(
        too_large,
        Bytes::TooLarge {
            head,
            size: large.len() as u64
        }
    );
    let exact = mailbox
        .read(&items[0], letter(1).len() as u64, 5)
        .expect("it reads");
    assert_eq!(exact, whole(&letter(1)));

    let flags = |other: &mut Reader| -> Vec<bool> {
        let said = other.say("FETCH 1:* FLAGS");
        let lines = said.lines().filter_map(|l| l.split_once(" FETCH (FLAGS"));
        // What changed before is told once more, under the same number.
        let by_number: BTreeMap<_, _> = lines.map(|(n, l)| (n, l.contains("\\Seen"))).collect();
        by_number.into_values().collect()
    };
    other.say("SELECT INBOX");
    assert_eq!(flags(&mut other), [true, false, false], "reading marks nothing");
    mailbox.done(&items[1]).expect("marked");
    assert_eq!(flags(&mut other), [true, true, false]);
    drop(mailbox);
    other.say("NOOP");
    assert_eq!(
        flags(&mut other).len(),
        3,
        "taking leave deletes nothing, not even what others would"
    );
    // Another session sees the same items.
    let again = all(&mut *mailbox::open(&server.source(""), &access(&server)).expect("it opens"));
    assert_eq!(again, items);
}

#[test]
fn news_come_by_themselves_and_what_goes_meanwhile_hides_nothing() {
    let Some(server) = Dovecot::start() else { return };
    let mut other = server.reader();
    let folder = "B&AOE-o c&AOE-o";
    other.say(&format!("CREATE \"{folder}\""));
    for n in 1..=3 {
        other.deliver(folder, "", JUNE, &letter(n));
    }
    let mut mailbox = mailbox::open(&server.source("Báo%20cáo"), &access(&server)).expect("it opens");
    let items = all(&mut *mailbox);
    assert_eq!(items.len(), 3);
    assert!(!mailbox.wait(Duration::from_millis(1)).expect("it waits"));
    other.deliver(folder, "", JUNE, &letter(4));
    assert!(mailbox.wait(Duration::from_mins(1)).expect("it waits"));
    // The waiting is interrupted for whatever else is asked.
    assert_eq!(read(&mut *mailbox, &items[0]), whole(&letter(1)));
    let news = all(&mut *mailbox);
    assert_eq!(news.len(), 1);
    assert_eq!(read(&mut *mailbox, &news[0]), whole(&letter(4)));
    // Another program removes two: those after move up by number, and none is passed over.
    other.say(&format!("SELECT \"{folder}\""));
    other.say("STORE 1:2 +FLAGS.SILENT (\\Deleted)");
    other.say("EXPUNGE");
    other.deliver(folder, "", JUNE, &letter(5));
    assert!(mailbox.wait(Duration::from_mins(1)).expect("it waits"));
    let mut news = Vec::new();
    wait_until("the fifth is listed", || {
        news.extend(all(&mut *mailbox));
        !news.is_empty()
    });
    assert_eq!(read(&mut *mailbox, &news[0]), whole(&letter(5)));
    assert_eq!(read(&mut *mailbox, &items[1]), Bytes::Gone);
    mailbox.done(&items[1]).expect("no error");
    // The folder is made anew: the numbers begin again and mean others.
    other.say("UNSELECT");
    other.say(&format!("DELETE \"{folder}\""));
    other.say(&format!("CREATE \"{folder}\""));
    other.deliver(folder, "", JUNE, &letter(6));
    let mut fresh = mailbox::open(&server.source("Báo%20cáo"), &access(&server)).expect("it opens");
    let six = all(&mut *fresh);
    assert_eq!(six.len(), 1);
    assert!(items.iter().all(|old| old.id != six[0].id), "another validity");
    assert_eq!(
        read(&mut *fresh, &items[0]),
        Bytes::Gone,
        "the old number is not the new letter"
    );
    fresh.done(&items[0]).expect("nothing to mark");
    assert!(
        !other
            .say(&format!("STATUS \"{folder}\" (UNSEEN)"))
            .contains("UNSEEN 0")
    );
    assert_eq!(read(&mut *fresh, &six[0]), whole(&letter(6)));
}

/// Several folders are waited for at once: each keeps its own waiting, and tells by what can be read from.
#[test]
fn several_folders_are_listened_to_at_once_and_each_tells_by_itself() {
    let Some(server) = Dovecot::start() else { return };
    let mut other = server.reader();
    other.say("CREATE second");
    let mut boxes: Vec<Box<dyn Mailbox>> = ["INBOX", "second"]
        .iter()
        .map(|folder| mailbox::open(&server.source(folder), &access(&server)).expect("it opens"))
        .collect();
    for mailbox in &mut boxes {
        assert!(mailbox.signal().is_none(), "nobody has asked for anything yet");
        assert_eq!(all(&mut **mailbox), []);
        assert!(!mailbox.wait(Duration::ZERO).expect("it listens"));
    }
    let told = |boxes: &[Box<dyn Mailbox>]| -> Vec<bool> {
        let mut signals: Vec<PollFd<'_>> = boxes
            .iter()
            .map(|m| PollFd::from_borrowed_fd(m.signal().expect("it is listened"), PollFlags::IN))
            .collect();
        poll(
            &mut signals,
            Some(&Timespec {
                tv_sec: 0,
                tv_nsec: 50_000_000,
            }),
        )
        .expect("polled");
        signals
            .iter()
            .map(|s| s.revents().contains(PollFlags::IN))
            .collect()
    };
    for (n, folder) in ["second", "INBOX", "second"].iter().enumerate() {
        other.deliver(folder, "", JUNE, &letter(n));
        let at = usize::from(*folder == "second");
        wait_until("the folder tells of its letter", || {
            told(&boxes)[at] && boxes[at].wait(Duration::ZERO).expect("it listens")
        });
        assert!(
            !boxes[1 - at].wait(Duration::ZERO).expect("it listens"),
            "nothing came there"
        );
        assert_eq!(all(&mut *boxes[at]).len(), 1);
        assert!(!boxes[at].wait(Duration::ZERO).expect("it listens"));
    }
}

/// What opening and asking comes to.
fn fault(source: &str, access: &Access) -> (&'static str, String) {
    let asked = mailbox::open(source, access).and_then(|mut m| m.next());
    let fault = asked.expect_err("no letters from here");
    let said = failure::mailbox_error(&Catalogue::new(Lang::En), &fault);
    match fault {
        MailboxError::Server { what, .. } => (what, said),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_server_that_is_not_to_be_believed_or_refuses_is_told_in_a_sentence_and_nothing_is_marked() {
    let Some(server) = Dovecot::start() else { return };
    let mut other = server.reader();
    other.deliver("INBOX", "", JUNE, &letter(1));
    let good = access(&server);
    let source = server.source("INBOX");
    let with = |change: &dyn Fn(&mut Access)| {
        let mut access = good.clone();
        change(&mut access);
        access
    };
    let wrong = server.at("wrong");
    crate::common::sshd::write(&wrong, "sai\n", 0o600);
    let plain_port = format!("imaps://{ACCOUNT}@localhost:{}/INBOX", server.plain);
    let by_number = format!("imaps://{ACCOUNT}@127.0.0.1:{}/INBOX", server.tls);
    let closed = TcpListener::bind(("127.0.0.1", 0))
        .expect("a port")
        .local_addr()
        .expect("an address")
        .port();
    let rows: Vec<(&str, (&'static str, String))> = vec![
        (
            "certificate",
            fault(&source, &with(&|a| a.ca_file = Some(server.at("other.pem")))),
        ),
        ("certificate", fault(&by_number, &good)),
        (
            "authorities",
            fault(&source, &with(&|a| a.ca_file = Some(server.at("none.pem")))),
        ),
        (
            "authorities",
            fault(&source, &with(&|a| a.ca_file = Some(server.at("users")))),
        ),
        (
            "password",
            fault(&source, &with(&|a| a.password_file = Some(wrong.clone()))),
        ),
        ("folder", fault(&server.source("khong-co"), &good)),
        ("protocol", fault(&plain_port, &good)),
        (
            "unreachable",
            fault(&format!("imaps://{ACCOUNT}@localhost:{closed}/INBOX"), &good),
        ),
        (
            "unreachable",
            fault(&format!("imaps://{ACCOUNT}@no-such-host.invalid/INBOX"), &good),
        ),
    ];
    for (wanted, (what, said)) in rows {
        assert_eq!(what, wanted, "{said}");
        assert!(said.ends_with('.') && !said.contains("sai"), "{said}");
    }
    // Without a file of one's own, those of the system: none of them knows this server.
    let unknown = fault(&source, &with(&|a| a.ca_file = None)).0;
    assert!(["certificate", "authorities"].contains(&unknown));
    assert!(other.say("STATUS INBOX (UNSEEN)").contains("UNSEEN 1"));
    assert_eq!(
        all(&mut *mailbox::open(&source, &good).expect("it opens")).len(),
        1
    );
}

#[test]
fn a_line_that_begins_in_the_clear_is_encrypted_before_a_password_is_said() {
    // As it comes; where LOGIN is switched off for good; and there without a word along with the command.
    let switched_off = "imap_capability = IMAP4rev1 IDLE LITERAL+ SASL-IR LOGINDISABLED\n";
    for more in ["", switched_off, &switched_off.replace("SASL-IR ", "")] {
        let Some(server) = Dovecot::start_with(more) else {
            return;
        };
        server.reader().deliver("INBOX", "", JUNE, &letter(1));
        let good = access(&server);
        let source = server.clear_source(APART, "INBOX");
        let mut mailbox = mailbox::open(&source, &good).expect("it opens");
        let items = all(&mut *mailbox);
        assert_eq!(read(&mut *mailbox, &items[0]), whole(&letter(1)), "{more}");
        let tried = mailbox::guarded(&source, &good)
            .expect("a server")
            .expect("guarded");
        assert_eq!(tried, (source.clone(), Guarded::StartTls));
        let wrong = Access {
            ca_file: Some(server.at("other.pem")),
            ..good.clone()
        };
        assert_eq!(fault(&source, &wrong).0, "certificate");
        // Another name of the same address, which no certificate can be for: the line is encrypted as to a stranger.
        assert_eq!(
            fault(&server.clear_source("0x7f.0x2", "INBOX"), &good).0,
            "certificate"
        );
        // Within this machine a server that takes a password in the clear is given it.
        let here = server.clear_source("localhost", "INBOX");
        let guarded = mailbox::guarded(&here, &good)
            .expect("a server")
            .expect("guarded")
            .1;
        let wanted = if more.is_empty() {
            Guarded::Here
        } else {
            Guarded::StartTls
        };
        assert_eq!(guarded, wanted, "{more}");
        assert_eq!(all(&mut *mailbox::open(&here, &good).expect("it opens")).len(), 1);
    }
}

#[test]
fn nothing_is_said_to_a_server_that_does_not_encrypt_and_nothing_said_before_is_believed() {
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let strange = |greeting: &'static [u8], starttls: &'static str| {
        let told = Arc::clone(&heard);
        let script = move |tag: &str, command: &str, tcp: &mut TcpStream| {
            told.lock().expect("whole").push(command.to_owned());
            let said = match command {
                "STARTTLS" => starttls.replace("TAG", tag),
                "CAPABILITY" => format!("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK\r\n"),
                _ => honest(tag, command),
            };
            tcp.write_all(said.as_bytes())
        };
        Liar::start(greeting, Box::new(script))
    };
    let rows = [
        (
            "unencrypted",
            b"* OK ready\r\n".as_slice(),
            "TAG BAD what is that\r\n",
        ),
        (
            "unencrypted",
            b"* OK [CAPABILITY IMAP4rev1] x\r\n",
            "TAG NO not today\r\n",
        ),
        ("unencrypted", b"* PREAUTH come in, baocao\r\n", "TAG OK\r\n"),
        (
            "injected",
            b"* OK ready\r\n",
            "TAG OK go on\r\n* CAPABILITY IMAP4rev1\r\n",
        ),
        (
            "injected",
            b"* OK ready\r\n",
            "TAG OK go on\r\nk2 OK logged in\r\n",
        ),
        ("unreachable", b"* OK ready\r\n", "* BYE\r\nTAG OK go on\r\n"),
    ];
    for (wanted, greeting, starttls) in rows {
        let liar = strange(greeting, starttls);
        let source = format!("imap://a@0x7f.0x1:{}/INBOX", liar.port);
        let (what, said) = fault(&source, &liar.access);
        assert_eq!(what, wanted, "{said}");
        assert!(!said.contains("geheim"), "{said}");
    }
    let heard = heard.lock().expect("whole");
    assert!(heard.iter().all(|command| command == "STARTTLS"), "{heard:?}");
}

#[test]
fn a_password_is_given_in_the_way_that_a_server_takes_it_and_never_shown() {
    let word = ketnoi::core::base64::base64(b"\0a\0geheim");
    let taking = |able: &'static str, asks: bool, answer: &'static str| {
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let (told, word) = (Arc::clone(&heard), word.clone());
        let waiting = Mutex::new(String::new());
        let script = move |tag: &str, command: &str, tcp: &mut TcpStream| {
            let line = format!("{tag} {command}");
            told.lock().expect("whole").push(line.trim_end().to_owned());
            let mut waiting = waiting.lock().expect("whole");
            let said = if line.trim_end() == word {
                answer.replace("TAG", &waiting).replace("WORD", &word)
            } else if command.starts_with("AUTHENTICATE") && (asks || !command.ends_with(&word)) {
                *waiting = tag.to_owned();
                "+ \r\n".to_owned()
            } else if command.starts_with("AUTHENTICATE") {
                answer.replace("TAG", tag).replace("WORD", &word)
            } else if command == "CAPABILITY" {
                format!("* CAPABILITY IMAP4rev1 {able}\r\n{tag} OK\r\n")
            } else {
                honest(tag, command)
            };
            tcp.write_all(said.as_bytes())
        };
        (Liar::start(b"* OK ready\r\n", Box::new(script)), heard)
    };
    for (able, asks, at_once) in [
        ("LOGINDISABLED AUTH=PLAIN SASL-IR", false, true),
        ("LOGINDISABLED AUTH=PLAIN SASL-IR", true, true),
        ("AUTH=PLAIN LOGINDISABLED", true, false),
    ] {
        let (liar, heard) = taking(able, asks, "TAG OK in\r\n");
        assert_eq!(all(&mut *liar.open()).len(), 1, "{able}");
        let heard = heard.lock().expect("whole");
        assert!(!heard.iter().any(|line| line.contains("LOGIN ")), "{heard:?}");
        let first = heard
            .iter()
            .find(|line| line.contains("AUTHENTICATE"))
            .expect("asked");
        assert_eq!(first.ends_with(&word), at_once, "{heard:?}");
    }
    let (liar, _) = taking(
        "LOGINDISABLED AUTH=PLAIN SASL-IR",
        false,
        "TAG BAD I do not know AUTHENTICATE PLAIN WORD\r\n",
    );
    let (what, said) = liar.fault();
    assert_eq!(what, "password");
    assert!(said.contains("AUTHENTICATE") && !said.contains(&word), "{said}");
    let (liar, heard) = taking("LOGINDISABLED AUTH=GSSAPI AUTH=XOAUTH2", false, "");
    let (what, said) = liar.fault();
    assert_eq!(what, "no_login");
    assert!(said.contains("AUTH=GSSAPI AUTH=XOAUTH2"), "{said}");
    assert!(
        heard
            .lock()
            .expect("whole")
            .iter()
            .all(|line| line.ends_with("CAPABILITY"))
    );
}

/// A server that answers each command as it is told to; what it is told to say is sent as it stands. It serves one
/// session and ends.
struct Liar {
    port: u16,
    _password: tempfile::TempDir,
    access: Access,
}

type Script = Box<dyn Fn(&str, &str, &mut TcpStream) -> std::io::Result<()> + Send>;

impl Liar {
    fn start(greeting: &'static [u8], script: Script) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        std::thread::spawn(move || {
            let (mut tcp, _) = listener.accept()?;
            tcp.write_all(greeting)?;
            let mut lines = BufReader::new(tcp.try_clone()?);
            let mut line = String::new();
            while lines.read_line(&mut line)? > 0 {
                let (tag, command) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
                script(tag, command, &mut tcp)?;
                line.clear();
            }
            std::io::Result::Ok(())
        });
        let folder = tempfile::tempdir().expect("a folder");
        crate::common::sshd::write(&folder.path().join("p"), "geheim", 0o600);
        let access = Access {
            password_file: Some(folder.path().join("p")),
            ..Access::default()
        };
        Self {
            port,
            _password: folder,
            access,
        }
    }

    /// As every server, but for what `lie` says of a command.
    fn telling(lie: impl Fn(&str, &str) -> Option<Vec<u8>> + Send + 'static) -> Self {
        let script = move |tag: &str, command: &str, tcp: &mut TcpStream| {
            let said = lie(tag, command).unwrap_or_else(|| honest(tag, command).into_bytes());
            tcp.write_all(&said)
        };
        Self::start(b"* OK ready\r\n", Box::new(script))
    }

    fn open(&self) -> Box<dyn Mailbox> {
        let source = format!("imap://a@127.0.0.1:{}/INBOX", self.port);
        mailbox::open(&source, &self.access).expect("it opens")
    }

    fn fault(&self) -> (&'static str, String) {
        fault(&format!("imap://a@127.0.0.1:{}/INBOX", self.port), &self.access)
    }
}

/// What a server says that has one letter of seven bytes.
fn honest(tag: &str, command: &str) -> String {
    let word = command.split(' ').next().unwrap_or_default();
    let said = match word {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1\r\n",
        "SELECT" => "* 1 EXISTS\r\n* OK [UIDVALIDITY 9] x\r\n",
        "FETCH" => "* 1 FETCH (UID 5 RFC822.SIZE 7 INTERNALDATE \" 2-Jun-2020 15:10:22 +0700\")\r\n",
        "UID" if command.contains("<0.") => "* 1 FETCH (UID 5 BODY[]<0> {7}\r\nA: b\r\nc)\r\n",
        "UID" => "* 1 FETCH (UID 5 BODY[]<7> \"\")\r\n",
        _ => "",
    };
    format!("{said}{tag} OK done\r\n")
}

fn on(word: &'static str, say: &'static str) -> Liar {
    Liar::telling(move |tag, command| {
        command
            .starts_with(word)
            .then(|| say.replace("TAG", tag).into_bytes())
    })
}

#[test]
fn a_server_that_says_what_no_mail_server_says_is_given_up_with_a_reason() {
    let quiet: fn() -> Script = || Box::new(|_, _, _| Ok(()));
    let rows: Vec<(&str, Liar)> = vec![
        (
            "protocol",
            Liar::start(b"HTTP/1.1 400 Bad Request\r\n\r\n", quiet()),
        ),
        ("unreachable", Liar::start(b"* BYE too many of you\r\n", quiet())),
        ("password", on("LOGIN", "TAG NO \x1b[2Jno such account\r\n")),
        ("protocol", on("LOGIN", "zz OK come in\r\n")),
        ("protocol", on("LOGIN", "TAG PERHAPS\r\n")),
        ("unreachable", on("CAPABILITY", "* BYE that was all\r\n")),
        ("folder", on("SELECT", "TAG NO nothing of that name\r\n")),
        (
            "protocol",
            on("FETCH", "* 1 FETCH (UID 5 X {99999999999999999999}\r\n"),
        ),
        ("protocol", on("FETCH", "* 1 FETCH (UID 5 X {999999999}\r\n")),
        ("protocol", on("FETCH", "TAG NO I will not\r\n")),
    ];
    for (n, (wanted, liar)) in rows.into_iter().enumerate() {
        let (what, said) = liar.fault();
        assert_eq!(what, wanted, "{n}: {said}");
        assert!(!said.contains('\x1b') && !said.contains("geheim"), "{said}");
    }
}

#[test]
fn a_server_that_never_ends_meets_a_limit() {
    let forever = |piece: &'static [u8]| -> Script {
        Box::new(move |_, command, tcp| {
            while command.starts_with("SELECT") || command.starts_with("CAPABILITY") {
                tcp.write_all(piece)?;
            }
            Ok(())
        })
    };
    for piece in [
        b"* 1 EXISTS\r\n".repeat(100),
        b"x".repeat(1_000),
        b"* 1 FETCH (".repeat(100),
    ] {
        let liar = Liar::start(b"* OK\r\n", forever(Box::leak(piece.into_boxed_slice())));
        assert_eq!(liar.fault().0, "protocol");
    }
    // Brackets in brackets, as many as a line takes, and a letter of which there is always more.
    let deep = Liar::telling(|tag, command| {
        let open = "(".repeat(60_000);
        command
            .starts_with("FETCH")
            .then(|| format!("* 1 FETCH {open}\r\n{tag} OK\r\n").into_bytes())
    });
    assert_eq!(all(&mut *deep.open()), []);
    let endless = Liar::telling(|tag, command| {
        let asked = command
            .rsplit('.')
            .next()?
            .split('>')
            .next()?
            .parse::<usize>()
            .ok()?;
        let more = "x".repeat(asked);
        Some(format!("* 1 FETCH (UID 5 BODY[] {{{asked}}}\r\n{more})\r\n{tag} OK\r\n").into_bytes())
    });
    let mut mailbox = endless.open();
    let item = mailbox.next().expect("it goes on").expect("a letter");
    let read = mailbox.read(&item, 3 << 20, 5).expect("it reads");
    assert!(matches!(read, Bytes::TooLarge { head, size } if head == b"xxxxx" && size > 3 << 20));
}

#[test]
fn what_a_server_tells_of_a_letter_is_not_believed_before_it_is_there() {
    // The size is wrong, as with some servers it is: the letter is read to its end all the same.
    for size in [3, 7, 700] {
        let liar = Liar::telling(move |tag, command| {
            command.starts_with("FETCH").then(|| {
                format!("* 1 FETCH (UID 5 RFC822.SIZE {size})\r\n* 1 FETCH (FLAGS ())\r\n{tag} OK\r\n")
                    .into_bytes()
            })
        });
        let mut mailbox = liar.open();
        let items = all(&mut *mailbox);
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].received, None);
        assert_eq!(read(&mut *mailbox, &items[0]), whole("A: b\r\nc"), "{size}");
    }
    // It answers about another letter.
    let other = on("UID", "* 1 FETCH (UID 6 BODY[]<0> {1}\r\nx)\r\nTAG OK\r\n");
    let mut mailbox = other.open();
    let item = mailbox.next().expect("it goes on").expect("a letter");
    assert_eq!(read(&mut *mailbox, &item), Bytes::Gone);
    // It hangs up in the middle of one; asked again, the line is opened anew, and here nobody answers any more.
    let script: Script = Box::new(|tag, command, tcp| {
        if command.starts_with("UID") {
            tcp.write_all(b"* 1 FETCH (UID 5 BODY[]<0> {7}\r\nA: ")?;
            tcp.shutdown(std::net::Shutdown::Both)?;
            return Err(std::io::ErrorKind::BrokenPipe.into());
        }
        tcp.write_all(honest(tag, command).as_bytes())
    });
    let liar = Liar::start(b"* OK\r\n", script);
    let mut mailbox = liar.open();
    let item = mailbox.next().expect("it goes on").expect("a letter");
    for _ in 0..2 {
        let fault = mailbox.read(&item, 100, 5).expect_err("it hung up");
        assert!(
            matches!(
                fault,
                MailboxError::Server {
                    what: "unreachable",
                    ..
                }
            ),
            "{fault:?}"
        );
    }
    assert!(
        mailbox.wait(Duration::from_millis(1)).expect("it waits"),
        "then it is tried again"
    );
    // It does not let anything be marked.
    let strict = on("UID STORE", "TAG NO only to be looked at\r\n");
    let mut mailbox = strict.open();
    let item = mailbox.next().expect("it goes on").expect("a letter");
    let fault = mailbox.done(&item).expect_err("not marked");
    assert!(
        matches!(fault, MailboxError::Server { what: "mark", .. }),
        "{fault:?}"
    );
    assert_eq!(
        read(&mut *mailbox, &item),
        whole("A: b\r\nc"),
        "and the line goes on"
    );
}

#[test]
fn a_server_that_cannot_tell_of_news_is_asked_and_one_that_keeps_silent_can_be_left() {
    let liar = Liar::telling(|tag, command| {
        let news = format!("* 2 EXISTS\r\n{tag} OK\r\n");
        match command {
            "NOOP" => Some(news.into_bytes()),
            "FETCH 2:2 (UID RFC822.SIZE INTERNALDATE)" => {
                Some(format!("* 2 FETCH (UID 8)\r\n{tag} OK\r\n").into_bytes())
            }
            _ => None,
        }
    });
    let mut mailbox = liar.open();
    assert_eq!(all(&mut *mailbox).len(), 1);
    assert!(
        !mailbox.wait(Duration::from_millis(1)).expect("it waits"),
        "it is not asked every moment"
    );
    let news = all(&mut *mailbox);
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].id, "9.8");

    let (asked, stop) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let told = Arc::clone(&asked);
    let script: Script = Box::new(move |_, _, _| {
        told.store(true, Ordering::Relaxed);
        Ok(())
    });
    let mut liar = Liar::start(b"* OK\r\n", script);
    liar.access.stop = Arc::clone(&stop);
    let mut mailbox = liar.open();
    let waiting = std::thread::spawn(move || {
        wait_until("it was asked", || asked.load(Ordering::Relaxed));
        stop.store(true, Ordering::Relaxed);
    });
    let fault = mailbox.next().expect_err("nobody answers");
    assert!(
        matches!(&fault, MailboxError::Io { why, .. } if why.kind() == std::io::ErrorKind::Interrupted),
        "{fault:?}"
    );
    waiting.join().expect("it ends");
}

/// The program, with the settings of this folder.
fn ketnoi(folder: &std::path::Path, words: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_ketnoi"))
        .env_clear()
        .env("HOME", folder)
        .env("KETNOI_LANG", "en")
        .env(
            "KETNOI_STORE",
            format!("sqlite:{}", folder.join("k.db").display()),
        )
        .args(words)
        .args(["--config", folder.join("config.yaml").to_str().expect("text")])
        .output()
        .expect("it runs")
}

#[test]
fn the_doctor_says_how_each_line_is_guarded() {
    let Some(server) = Dovecot::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let gone = server.clear_source("127.0.0.3", "INBOX");
    let said = |sources: &[String], file: &str| {
        let text = format!(
            "intake:\n  sources: {sources:?}\n  ca_file: {}\n",
            server.at(file).display()
        );
        std::fs::write(folder.path().join("config.yaml"), text).expect("written");
        let out = ketnoi(folder.path(), &["doctor", "--json"]);
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let all = json["findings"].as_array().expect("findings").iter();
        let all = all.filter(|f| f["id"] == "mailbox_line");
        let told =
            |f: &serde_json::Value| [&f["grade"], &f["found"]].map(|v| v.as_str().expect("text").to_owned());
        all.map(told).collect::<Vec<_>>()
    };
    let sources = [
        server.source("INBOX"),
        server.clear_source(APART, "INBOX"),
        server.clear_source("localhost", "INBOX"),
        gone,
        "/var/mail/nobody".to_owned(),
    ];
    let told = said(&sources, "ca.pem");
    let wanted = [
        ("ok", "encrypted from the first byte"),
        ("ok", "encrypted after STARTTLS"),
        ("ok", "not encrypted"),
        ("warn", "does not answer"),
    ];
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for ([grade, found], (good, words)) in told.iter().zip(wanted) {
        assert!(grade == good && found.contains(words), "{grade}: {found}");
    }
    let told = said(&sources[1..2], "other.pem");
    assert!(
        told[0][0] == "bad" && told[0][1].contains("could not prove"),
        "{told:?}"
    );
    let told = said(&["imaps://a:geheim@mail/INBOX".to_owned()], "ca.pem");
    assert!(told[0][0] == "bad" && !told[0][1].contains("geheim"), "{told:?}");
}

#[test]
fn a_sweep_takes_letters_from_a_real_server_once_and_says_what_is_wrong_with_it() {
    let Some(server) = Dovecot::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let settings = |password: &str| {
        let text = format!(
            "intake:\n  sources: [\"{}\"]\n  password_file: {}\n  ca_file: {}\n",
            server.source("INBOX"),
            server.at(password).display(),
            server.at("ca.pem").display(),
        );
        std::fs::write(folder.path().join("config.yaml"), text).expect("written");
    };
    settings("password");
    let opened = ketnoi(folder.path(), &["campaign", "open", "wtisd-2020"]);
    assert!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
    let mut other = server.reader();
    let text = "From: so@caobang.example\r\nTo: baocao@bo.example\r\nSubject: Hoi\r\nDate: Tue, 2 Jun 2020 15:10:00 +0700\r\n\
                Message-ID: <1@caobang.example>\r\n\r\nXin hoi.\r\n";
    other.deliver("INBOX", "", JUNE, text);
    let sweep = || {
        let out = ketnoi(folder.path(), &["inbox", "sweep", "--json"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap_or_default();
        (out.status.code(), json, said)
    };
    let (code, json, said) = sweep();
    assert_eq!((code, &json["in"]), (Some(0), &1.into()), "{said} {json}");
    assert!(other.say("STATUS INBOX (UNSEEN)").contains("UNSEEN 0"));
    let listed = ketnoi(folder.path(), &["inbox", "list", "--json"]).stdout;
    let listed: serde_json::Value = serde_json::from_slice(&listed).expect("JSON");
    assert_eq!(listed["letters"][0]["received"], "2020-06-02T15:10:22+07:00");
    assert_eq!(listed["letters"][0]["received_by"], "internaldate");
    // Nothing new; then one that somebody read elsewhere, and one that came twice.
    assert_eq!(sweep().1["in"], 0);
    other.deliver("INBOX", "\\Seen", JUNE, &text.replace("<1@", "<2@"));
    other.deliver("INBOX", "", JUNE, text);
    let (code, json, said) = sweep();
    assert_eq!(
        (code, &json["in"], &json["duplicate"]),
        (Some(0), &2.into(), &1.into()),
        "{said} {json}"
    );
    // With a wrong password nothing is taken and nothing marked, and the sentence does not say which it was.
    crate::common::sshd::write(&server.at("wrong"), "hoan toan sai", 0o600);
    settings("wrong");
    other.deliver("INBOX", "", JUNE, &text.replace("<1@", "<3@"));
    let (code, json, said) = sweep();
    assert_eq!(code, Some(1), "{json}");
    assert!(
        said.contains("refuses the account or its password") && !said.contains("hoan toan"),
        "{said}"
    );
    assert!(other.say("STATUS INBOX (UNSEEN)").contains("UNSEEN 1"));
    crate::common::sshd::write(&server.at("wrong"), "hoan toan sai", 0o644);
    let (code, _, said) = sweep();
    assert!(code == Some(1) && said.contains("chmod 600"), "{said}");
}
