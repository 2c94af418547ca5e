//! Sources of letters that are files: real files, other programs that deliver, move and remove while they are listed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use ketnoi::core::letter::ReceivedBy;
use ketnoi::core::names::Lang;
use ketnoi::core::time::Stamp;
use ketnoi::failure;
use ketnoi::mailbox::{
    self, ADDRESS_FAULTS, Access, Bytes, Item, Mailbox, MailboxError, REFUSALS, Reach, SERVER_FAULTS,
};
use ketnoi::text::Catalogue;

use crate::common::alone;
use crate::common::pty::wait_until;

fn open(path: &Path) -> Box<dyn Mailbox> {
    mailbox::open(path.to_str().expect("text"), &Access::default()).expect("it opens")
}

fn all(mailbox: &mut dyn Mailbox) -> Vec<Item> {
    std::iter::from_fn(|| mailbox.next().expect("it goes on")).collect()
}

fn ids(mailbox: &mut dyn Mailbox) -> Vec<String> {
    all(mailbox).into_iter().map(|item| item.id).collect()
}

fn read(mailbox: &mut dyn Mailbox, item: &Item) -> String {
    match mailbox.read(item, 1 << 20, 1_024).expect("it reads") {
        Bytes::Whole(bytes) => String::from_utf8(bytes).expect("text"),
        other => panic!("{}: {other:?}", item.id),
    }
}

fn letter(n: usize) -> String {
    format!("From: so@caobang.example\nSubject: {n}\n\nThư số {n}\n")
}

fn maildir(at: &Path) -> PathBuf {
    for sub in ["new", "cur", "tmp"] {
        fs::create_dir_all(at.join(sub)).expect("made");
    }
    at.to_owned()
}

#[test]
fn a_letter_in_a_maildir_keeps_its_name_and_moment_and_is_marked_by_a_move() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(folder.path());
    fs::write(at.join("new/1590.M1P2.mx,S=9"), letter(1)).expect("written");
    fs::write(at.join("cur/1591.M3P4.mx:2,RS"), letter(2)).expect("written");
    fs::write(at.join("tmp/1592.M5P6.mx"), "half a let").expect("written");
    fs::write(at.join("dovecot-uidlist"), "3 V1").expect("written");
    fs::write(at.join("new/.nfs0001"), "x").expect("written");
    maildir(&at.join(".Sent"));
    fs::write(at.join(".Sent/cur/1593.M7P8.mx:2,S"), letter(3)).expect("written");
    let when = UNIX_EPOCH + Duration::from_millis(1_590_649_399_123);
    let file = fs::File::options()
        .write(true)
        .open(at.join("new/1590.M1P2.mx,S=9"))
        .expect("open");
    file.set_modified(when).expect("set");

    let mut mailbox = open(&at);
    let items = all(&mut *mailbox);
    let called: Vec<&str> = items.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(called, ["1590.M1P2.mx,S=9", "1591.M3P4.mx"]);
    assert_eq!(
        items[0].received,
        Some((Stamp(1_590_649_399_123), ReceivedBy::File))
    );
    assert_eq!(items[0].size, Some(letter(1).len() as u64));
    assert_eq!(read(&mut *mailbox, &items[0]), letter(1));
    assert!(
        matches!(mailbox.read(&items[1], 10, 5), Ok(Bytes::TooLarge { head, size })
        if head == b"From:" && size == letter(2).len() as u64)
    );
    for item in &items {
        mailbox.done(item).expect("marked");
        // Once more is no error, nor is reading after it.
        mailbox.done(item).expect("marked");
    }
    assert!(at.join("cur/1590.M1P2.mx,S=9:2,S").exists());
    assert!(
        at.join("cur/1591.M3P4.mx:2,RS").exists(),
        "what others marked stays as it is"
    );
    assert!(at.join("tmp/1592.M5P6.mx").exists());
    assert_eq!(read(&mut *mailbox, &items[0]), letter(1));
    // It is the same item with the same mark wherever it lies.
    assert_eq!(all(&mut *mailbox), items);
    assert_eq!(all(&mut *open(&at)), items);
    // A folder beside it is read where it is named.
    assert_eq!(ids(&mut *open(&at.join(".Sent"))), ["1593.M7P8.mx"]);
}

#[test]
fn what_other_programs_move_or_remove_meanwhile_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(folder.path());
    for n in 0..5 {
        fs::write(at.join(format!("new/{n}.mx")), letter(n)).expect("written");
    }
    let mut mailbox = open(&at);
    let first = mailbox.next().expect("it goes on").expect("a letter");
    fs::remove_file(at.join("new/1.mx")).expect("removed");
    fs::rename(at.join("new/2.mx"), at.join("cur/2.mx:2,S")).expect("moved");
    let mut items = vec![first];
    items.extend(all(&mut *mailbox));
    let called: Vec<&str> = items.iter().map(|i| i.id.as_str()).collect();
    // The names were taken before; what went away in between is not named, what moved is by the next listing.
    assert_eq!(called, ["0.mx", "3.mx", "4.mx"]);
    fs::rename(at.join("new/3.mx"), at.join("cur/3.mx:2,")).expect("moved");
    fs::rename(at.join("cur/3.mx:2,"), at.join("cur/3.mx:2,FS")).expect("moved");
    fs::remove_file(at.join("new/4.mx")).expect("removed");
    assert_eq!(read(&mut *mailbox, &items[1]), letter(3));
    assert_eq!(mailbox.read(&items[2], 100, 10).expect("it reads"), Bytes::Gone);
    mailbox.done(&items[1]).expect("no error");
    mailbox.done(&items[2]).expect("no error");
    assert!(at.join("cur/3.mx:2,FS").exists());
    assert_eq!(ids(&mut *mailbox), ["0.mx", "2.mx", "3.mx"]);
    // Nothing is moved over what lies there, though no name should come twice.
    fs::write(at.join("cur/0.mx:2,S"), "another").expect("written");
    let items = all(&mut *mailbox);
    fs::write(at.join("new/9.mx"), "x").expect("written");
    fs::remove_file(at.join("new/9.mx")).expect("removed");
    mailbox.done(&items[0]).expect("no error");
    assert_eq!(
        fs::read_to_string(at.join("cur/0.mx:2,S")).expect("there"),
        "another"
    );
}

#[test]
fn another_folder_in_the_place_of_one_is_the_source_from_then_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(&folder.path().join("box"));
    fs::write(at.join("new/1.mx"), letter(1)).expect("written");
    let mut mailbox = open(&at);
    assert_eq!(ids(&mut *mailbox), ["1.mx"]);
    fs::rename(&at, folder.path().join("old")).expect("moved");
    let fault = mailbox.next().expect_err("nothing there");
    assert!(matches!(fault, MailboxError::Absent(_)), "{fault:?}");
    maildir(&at);
    fs::write(at.join("new/2.mx"), letter(2)).expect("written");
    let items = all(&mut *mailbox);
    assert_eq!(items.len(), 1);
    assert_eq!(read(&mut *mailbox, &items[0]), letter(2));
}

#[test]
fn a_mark_changes_as_soon_as_the_bytes_may_be_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(folder.path());
    fs::write(at.join("new/1.mx"), letter(1)).expect("written");
    let mark = |at: &Path| all(&mut *open(at))[0].mark.clone();
    let first = mark(&at);
    assert_eq!(first, mark(&at));
    // The same length and another file: as short as a step of the clock of the file system is, it is another file.
    fs::write(at.join("tmp/1.mx"), letter(2)).expect("written");
    fs::rename(at.join("tmp/1.mx"), at.join("new/1.mx")).expect("moved");
    assert_ne!(first, mark(&at));
}

#[test]
fn a_folder_of_anything_is_judged_by_content_and_nothing_in_it_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::create_dir_all(at.join("b/.hidden")).expect("made");
    fs::write(at.join("anh.jpg"), letter(1)).expect("written");
    fs::write(at.join("b/.hidden/thư.txt"), letter(2)).expect("written");
    fs::write(at.join("b/nothing"), "").expect("written");
    let line = "From so@caobang.example Thu May 28 14:03:19 2020\n";
    fs::write(
        at.join("b/old.eml"),
        format!("{line}{}\n{line}{}\n", letter(3), letter(4)),
    )
    .expect("written");
    maildir(&at.join("c"));
    fs::write(at.join("c/new/5.mx"), letter(5)).expect("written");
    symlink("/etc", at.join("away")).expect("linked");
    symlink(at.join("anh.jpg"), at.join("again")).expect("linked");
    let made = Command::new("mkfifo")
        .arg(at.join("pipe"))
        .status()
        .expect("mkfifo");
    assert!(made.success());
    fs::write(at.join("shut"), letter(6)).expect("written");
    fs::set_permissions(at.join("shut"), fs::Permissions::from_mode(0o000)).expect("set");

    let mut mailbox = open(at);
    let items = all(&mut *mailbox);
    let called: Vec<String> = items.iter().map(|i| i.id.clone()).collect();
    assert_eq!(
        called,
        [
            "again".to_owned(),
            "anh.jpg".to_owned(),
            "away".to_owned(),
            "b/.hidden/thư.txt".to_owned(),
            "b/nothing".to_owned(),
            format!("b/old.eml#{}", line.len()),
            format!("b/old.eml#{}", 2 * line.len() + letter(3).len() + 1),
            "c/5.mx".to_owned(),
            "pipe".to_owned(),
            "shut".to_owned(),
        ]
    );
    let mut got = Vec::new();
    for item in &items {
        got.push(match mailbox.read(item, 1 << 20, 10).expect("it reads") {
            Bytes::Whole(bytes) => String::from_utf8(bytes).expect("text"),
            Bytes::Refused(why) => why.to_owned(),
            other => panic!("{other:?}"),
        });
        mailbox.done(item).expect("marked");
    }
    // Root may read everything.
    let shut = if rustix::process::geteuid().is_root() {
        letter(6)
    } else {
        "denied".to_owned()
    };
    let expected = [
        "link",
        &letter(1),
        "link",
        &letter(2),
        "",
        &letter(3),
        &letter(4),
        &letter(5),
        "special",
        &shut,
    ];
    assert_eq!(got, expected);
    assert!(at.join("c/cur/5.mx:2,S").exists(), "a Maildir below is one");
}

#[test]
fn a_folder_that_becomes_a_link_meanwhile_leads_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::write(elsewhere.path().join("a"), "secret").expect("written");
    fs::create_dir(folder.path().join("sub")).expect("made");
    fs::write(folder.path().join("sub/a"), letter(1)).expect("written");
    let mut mailbox = open(folder.path());
    let item = mailbox.next().expect("it goes on").expect("a letter");
    fs::remove_dir_all(folder.path().join("sub")).expect("removed");
    symlink(elsewhere.path(), folder.path().join("sub")).expect("linked");
    let read = mailbox.read(&item, 100, 10).expect("it reads");
    assert!(matches!(read, Bytes::Refused(_) | Bytes::Gone), "{read:?}");
}

#[test]
fn letters_are_delivered_by_a_second_process_while_they_are_listed_and_none_is_missed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(folder.path());
    // Delivers as an MDA does, and moves every third on as a mail reader does.
    let script = "for n in $(seq 1 400); do printf 'Subject: %s\\n\\nx\\n' $n >tmp/$n.mx; mv tmp/$n.mx new/$n.mx; \
                  if [ $((n % 3)) = 0 ]; then mv new/$n.mx cur/$n.mx:2,S 2>/dev/null; fi; done; true";
    let mut child = Command::new("sh")
        .args(["-c", script])
        .current_dir(&at)
        .stdin(Stdio::null())
        .spawn()
        .expect("sh");
    let mut mailbox = open(&at);
    let mut seen = BTreeSet::new();
    wait_until("every letter was seen once", || {
        for item in all(&mut *mailbox) {
            if let Bytes::Whole(bytes) = mailbox.read(&item, 100, 10).expect("it reads") {
                let name = item.id.trim_end_matches(".mx");
                assert_eq!(String::from_utf8_lossy(&bytes), format!("Subject: {name}\n\nx\n"));
                mailbox.done(&item).expect("marked");
                seen.insert(item.id);
            }
        }
        mailbox.wait(Duration::from_millis(200)).expect("it waits");
        seen.len() == 400
    });
    assert!(child.wait().expect("it ends").success());
    assert_eq!(fs::read_dir(at.join("new")).expect("read").count(), 0);
}

#[test]
fn waiting_ends_when_a_letter_comes_and_not_for_what_we_did_ourselves() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(folder.path());
    let file = folder.path().join("mbox");
    for (source, deliver) in [(&at, "mv tmp/1 new/1"), (&file, "cat tmp/1 >>mbox")] {
        fs::write(
            at.join("tmp/1"),
            "From a@b Thu May 28 14:03:19 2020\nSubject: 1\n\nx\n\n",
        )
        .expect("written");
        fs::write(&file, "").expect("written");
        let mut mailbox = open(source);
        // The first time nothing was watched yet, so that it is to be looked again.
        assert!(mailbox.wait(Duration::from_mins(1)).expect("it waits"));
        let before = all(&mut *mailbox).len();
        // What listing and marking did is no news.
        assert!(!mailbox.wait(Duration::from_millis(1)).expect("it waits"));
        let mut child = Command::new("sh")
            .args(["-c", deliver])
            .current_dir(&at)
            .spawn()
            .expect("sh");
        assert!(
            mailbox.wait(Duration::from_mins(1)).expect("it waits"),
            "{deliver}"
        );
        child.wait().expect("it ends");
        let items = all(&mut *mailbox);
        assert_eq!(items.len(), before.max(1), "{deliver}");
        for item in &items {
            mailbox.done(item).expect("marked");
        }
        // News that came before are read with the first wait; then it is quiet.
        while mailbox.wait(Duration::from_millis(1)).expect("it waits") {}
    }
}

#[test]
fn an_mbox_that_grows_is_gone_on_with_and_no_two_letters_are_joined() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("inbox");
    let line = "From so@caobang.example Thu May 28 14:03:19 2020\n";
    let add = |text: &str| {
        let mut open = fs::File::options()
            .append(true)
            .create(true)
            .open(&file)
            .expect("open");
        open.write_all(text.as_bytes()).expect("written");
    };
    add(&format!("{line}{}\n", letter(1)));
    let mut mailbox = open(&file);
    let got = |mailbox: &mut dyn Mailbox| {
        let items = all(mailbox);
        let texts: Vec<String> = items.iter().map(|i| read(mailbox, i)).collect();
        for item in &items {
            mailbox.done(item).expect("nothing to mark");
        }
        (items, texts)
    };
    let (first, texts) = got(&mut *mailbox);
    assert_eq!(texts, [letter(1)]);
    // Somebody holds the file and has written half of a letter: it is left alone until he has done.
    fs::write(folder.path().join("inbox.lock"), "").expect("written");
    add(&format!("{line}From: x\n\nhalf"));
    let (_, texts) = got(&mut *mailbox);
    assert_eq!(
        texts,
        [letter(1)],
        "the last of those known, and no half of the next"
    );
    add(" and half\n\n");
    fs::remove_file(folder.path().join("inbox.lock")).expect("removed");
    let items = all(&mut *mailbox);
    assert_eq!(items.len(), 1, "what is on record is not gone through again");
    assert_eq!(read(&mut *mailbox, &items[0]), "From: x\n\nhalf and half\n");
    add(&format!("{line}{}\n", letter(2)));
    let texts = got(&mut *mailbox).1;
    assert_eq!(
        texts,
        ["From: x\n\nhalf and half\n", &letter(2)],
        "what is not on record is named again"
    );
    assert_eq!(got(&mut *mailbox).1, [letter(2)], "the last may have grown");
    // A new session sees all, with the same marks.
    let (again, texts) = got(&mut *open(&file));
    assert_eq!(texts.len(), 3);
    assert_eq!(again[..2], [first[0].clone(), items[0].clone()]);
    // Another program took the first letter out: what is known of places is of no use, and none is used.
    fs::write(
        &file,
        format!("{line}From: x\n\nhalf and half\n\n{line}{}\n", letter(2)),
    )
    .expect("written");
    assert_eq!(mailbox.read(&again[2], 1_000, 10).expect("it reads"), Bytes::Gone);
    assert_eq!(got(&mut *mailbox).1, ["From: x\n\nhalf and half\n", &letter(2)]);
}

#[test]
fn a_locked_mbox_keeps_its_last_letter_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("inbox");
    let line = "From so@caobang.example Thu May 28 14:03:19 2020\n";
    fs::write(&file, format!("{line}{}\n{line}{}\n", letter(1), letter(2))).expect("written");
    let script = "import fcntl, sys\nf = open(sys.argv[1], 'r+')\nfcntl.lockf(f, fcntl.LOCK_EX)\nprint('held', flush=True)\nsys.stdin.read()";
    let mut child = Command::new("python3")
        .args(["-c", script])
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    let mut said = [0; 4];
    std::io::Read::read_exact(child.stdout.as_mut().expect("a pipe"), &mut said).expect("it says so");
    assert_eq!(all(&mut *open(&file)).len(), 1);
    drop(child.stdin.take());
    child.wait().expect("it ends");
    assert_eq!(all(&mut *open(&file)).len(), 2);
}

#[test]
fn a_single_file_is_a_source_and_so_is_a_link_that_a_person_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("thư.eml");
    fs::write(&file, letter(1)).expect("written");
    fs::write(folder.path().join("other"), letter(2)).expect("written");
    symlink(&file, folder.path().join("link")).expect("linked");
    for named in [file.clone(), folder.path().join("link")] {
        let mut mailbox = open(&named);
        assert_eq!(
            mailbox.name(),
            file.canonicalize().expect("there").to_str().expect("text")
        );
        let items = all(&mut *mailbox);
        assert_eq!(items.len(), 1);
        assert_eq!(
            items[0].received, None,
            "the time of a file that somebody saved says nothing"
        );
        assert_eq!(read(&mut *mailbox, &items[0]), letter(1));
        mailbox.done(&items[0]).expect("nothing to mark");
    }
}

#[test]
fn ten_thousand_letters_are_listed_without_reading_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = maildir(folder.path());
    for n in 0..10_000 {
        fs::write(at.join(format!("cur/1590000000.M{n:06}P1.mx:2,S")), "x").expect("written");
    }
    let touched = |at: &Path| {
        fs::metadata(at.join("cur/1590000000.M000000P1.mx:2,S"))
            .expect("there")
            .atime()
    };
    let before = touched(&at);
    let mut mailbox = open(&at);
    let began = std::time::Instant::now();
    let items = all(&mut *mailbox);
    println!("10,000 letters listed in {:?}", began.elapsed());
    assert_eq!(items.len(), 10_000);
    assert!(items.is_sorted_by(|a, b| a.id < b.id));
    assert_eq!(touched(&at), before);
}

#[test]
fn each_fault_of_a_source_is_one_sentence_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let absent = folder.path().join("none");
    let fault = mailbox::open(absent.to_str().expect("text"), &Access::default())
        .err()
        .expect("nothing there");
    let socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).expect("bound");
    let special = mailbox::open(
        folder.path().join("socket").to_str().expect("text"),
        &Access::default(),
    );
    drop(socket);
    let mut faults = vec![fault, special.err().expect("no file")];
    faults.extend(ADDRESS_FAULTS.map(MailboxError::Address));
    faults.extend(SERVER_FAULTS.map(|what| MailboxError::Server {
        mailbox: "imaps://a@b/INBOX".to_owned(),
        what,
        detail: "\x1b[31mred".to_owned(),
    }));
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        for fault in &faults {
            let said = failure::mailbox_error(&cat, fault);
            assert!(
                said.ends_with('.') && !said.contains("mailbox-") && !said.contains('\x1b'),
                "{said}"
            );
        }
        for why in REFUSALS {
            assert!(!failure::not_read(&cat, why).contains("mailbox-"), "{why}");
        }
    }
    let cat = Catalogue::new(Lang::En);
    let said = failure::mailbox_error(&cat, &faults[0]);
    assert!(
        said.contains("none") && said.contains("There is nothing"),
        "{said}"
    );
}

#[test]
fn a_large_mbox_is_gone_through_in_the_memory_of_one_letter() {
    if !alone::is_alone("mailbox_files::a_large_mbox_is_gone_through_in_the_memory_of_one_letter") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("inbox");
    let line = "From so@caobang.example Thu May 28 14:03:19 2020\n";
    let body =
        "dGhpcyBpcyBubyBwaG90byBidXQgaXQgaXMgYXMgbG9uZyBhcyBvbmUgaXMgYW5kIGxvbmdlcg==\n".repeat(27_000);
    let mut out = std::io::BufWriter::new(fs::File::create(&file).expect("made"));
    for n in 0..24 {
        writeln!(out, "{line}{}{body}", letter(n)).expect("written");
    }
    out.into_inner().expect("written");
    let size = fs::metadata(&file).expect("there").len();
    let mut mailbox = open(&file);
    let (mut count, mut warm, mut most) = (0, 0, 0);
    let began = std::time::Instant::now();
    while let Some(item) = mailbox.next().expect("it goes on") {
        let Bytes::Whole(bytes) = mailbox.read(&item, 100 << 20, 10).expect("it reads") else {
            panic!("{item:?}");
        };
        assert!(bytes.starts_with(b"From: so@") && bytes.ends_with(b"==\n"));
        (count, most) = (count + 1, most.max(alone::resident()));
        // The first letters bring code and buffers into memory; those after them nothing more.
        if count <= 4 {
            warm = most;
        }
    }
    println!(
        "{} MiB in {:?}, {} KiB more",
        size >> 20,
        began.elapsed(),
        most - warm
    );
    assert_eq!(count, 24);
    // What is freed may lie about once more before it is used again.
    assert!(most - warm <= 2 * (size >> 10) / 24, "{} KiB more", most - warm);
}

#[test]
fn how_far_a_listing_is_is_told_where_it_is_known_how_much_there_is() {
    let dir = tempfile::tempdir().unwrap();
    let reaches = |mailbox: &mut dyn Mailbox| {
        assert_eq!(mailbox.reach(), None, "nothing is listed yet");
        let mut reaches = Vec::new();
        while mailbox.next().unwrap().is_some() {
            reaches.push(mailbox.reach());
        }
        assert_eq!(mailbox.reach(), None, "between two listings");
        reaches
    };
    let items = |done: u64, of: u64| Some(Reach::Items { done, of });
    let box_ = maildir(dir.path());
    for n in 0..3 {
        fs::write(box_.join(format!("new/{n}")), letter(n)).unwrap();
    }
    assert_eq!(
        reaches(&mut *open(&box_)),
        [items(1, 3), items(2, 3), items(3, 3)]
    );

    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    for n in 0..2 {
        fs::write(folder.join(format!("{n}.eml")), letter(n)).unwrap();
    }
    assert_eq!(reaches(&mut *open(&folder)), [items(1, 2), items(2, 2)]);
    // What lies in a folder of folders is known when it is over.
    fs::create_dir(folder.join("more")).unwrap();
    assert_eq!(reaches(&mut *open(&folder)), [None, None]);

    let many = dir.path().join("many");
    let line = "From so@caobang.example  Thu May 28 14:03:19 2020\n";
    fs::write(&many, format!("{line}{}\n", letter(1)).repeat(200)).unwrap();
    let of = fs::metadata(&many).unwrap().len();
    let mut told = reaches(&mut *open(&many));
    assert_eq!(told.pop(), Some(None), "the file is behind it");
    let bytes: Vec<u64> = told
        .iter()
        .map(|r| match r {
            Some(Reach::Bytes { done, of: all }) if *all == of => *done,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(bytes.is_sorted() && bytes.len() == 199, "{bytes:?}");
    assert!(
        bytes[..199].iter().any(|done| *done < of / 2) && bytes[198] == of,
        "{bytes:?}"
    );
}
