//! Files in a bucket whose server or network lies: nothing wrong is ever used, nothing is said to be kept that is not, every
//! wait ends, and what is wrong is said in a sentence without a key.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;

use ketnoi::core::files_url::FilesUrl;
use ketnoi::core::names::{BlobId, Lang};
use ketnoi::failure;
use ketnoi::store::{
    BlobState, Blobs, BucketTrouble, Sign, Site, Step, StoreError, Surroundings, Trial, each_blob,
};
use ketnoi::text::Catalogue;

use crate::common::bucket::{key_file, url};
use crate::common::liar::{Liar, Lie, key_of};

const KEY: &str = "never-to-be-seen";

/// A house whose files are at a liar.
struct House {
    liar: Liar,
    folder: tempfile::TempDir,
    files: FilesUrl,
}

impl House {
    fn new() -> Self {
        Self::waiting(20)
    }

    fn waiting(seconds: u64) -> Self {
        let (liar, folder) = (Liar::start(), tempfile::tempdir().unwrap());
        let files = url(liar.port, "house", &key_file(folder.path(), KEY), seconds);
        Self { liar, folder, files }
    }

    fn site(&self) -> Site {
        let around = Surroundings {
            credentials: None,
            cache: Some(self.folder.path().join("cache")),
            ..Surroundings::default()
        };
        Site::memory().with_files_at(Some(&self.files), &around)
    }

    fn blobs(&self) -> Box<dyn Blobs> {
        self.site().blobs()
    }

    /// Files of ours at the liar.
    fn kept(&self) -> Vec<String> {
        let mut keys = self.liar.keys();
        keys.retain(|key| key != "house/ketnoi.json");
        keys
    }
}

fn read(blobs: &dyn Blobs, id: &BlobId) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    blobs
        .open(id)
        .expect("opened")
        .expect("there")
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Both sentences about it, without a key in them.
fn sentences(error: &StoreError) -> [String; 2] {
    let both = said_of(error);
    assert!(
        both.iter().all(|said| said.contains("s3://drill-bucket/house")),
        "{both:?}"
    );
    both
}

fn trouble(error: &StoreError) -> Option<&BucketTrouble> {
    match error {
        StoreError::Bucket { trouble, .. } => Some(trouble),
        _ => None,
    }
}

fn said_of(error: &StoreError) -> [String; 2] {
    [Lang::Vi, Lang::En].map(|lang| {
        let said = failure::store_error(&Catalogue::new(lang), error);
        assert!(!said.contains(KEY) && !said.contains("Signature="), "{said}");
        said
    })
}

fn long() -> Vec<u8> {
    (0..700_000_u32).map(|n| (n * 7 % 253) as u8).collect()
}

#[test]
fn a_server_that_is_busy_or_cuts_the_line_gets_the_file_all_the_same_and_once() {
    let bytes = long();
    for lies in [
        vec![("PUT", Lie::Status(500, "InternalError"))],
        vec![
            ("PUT", Lie::Status(503, "SlowDown")),
            ("PUT", Lie::Status(503, "SlowDown")),
        ],
        vec![("PUT", Lie::Status(400, "RequestTimeout"))],
        vec![("PUT", Lie::CutIn(0))],
        vec![("PUT", Lie::CutIn(1)), ("PUT", Lie::CutIn(400_000))],
        vec![("PUT", Lie::CutAfter)],
        vec![("HEAD", Lie::CutAfter), ("HEAD", Lie::Status(503, ""))],
    ] {
        let house = House::new();
        let mut blobs = house.blobs();
        blobs.put(&mut &b"first"[..], 9).unwrap();
        for (method, lie) in lies.clone() {
            house.liar.lie(method, "", lie);
        }
        let kept = blobs.put(&mut &bytes[..], 1 << 20).unwrap();
        assert_eq!(house.liar.lies_left(), 0, "{lies:?}");
        assert!(read(blobs.as_ref(), &kept.id).unwrap() == bytes, "{lies:?}");
        house.liar.asked();
        assert!(blobs.put(&mut &bytes[..], 1 << 20).unwrap().already);
        let asked = house.liar.asked();
        assert!(
            asked.iter().all(|a| a.method == "HEAD"),
            "what is there is not sent: {asked:?}"
        );
    }
}

#[test]
fn a_line_that_is_cut_while_a_file_comes_is_gone_on_with_where_it_was_cut() {
    let (house, bytes) = (House::new(), long());
    let mut blobs = house.blobs();
    let id = blobs.put(&mut &bytes[..], 1 << 20).unwrap().id;
    house.liar.asked();
    for after in [0, 1, 300_000] {
        house.liar.lie("GET", "", Lie::CutOut(after));
    }
    house.liar.lie("GET", "", Lie::Status(503, "SlowDown"));
    assert!(read(blobs.as_ref(), &id).unwrap() == bytes);
    assert_eq!(house.liar.lies_left(), 0);
    let ranges: BTreeSet<String> = house.liar.asked().into_iter().filter_map(|a| a.range).collect();
    assert!(
        ranges.contains("bytes=1-") && ranges.contains("bytes=300001-"),
        "{ranges:?}"
    );
}

#[test]
fn wrong_bytes_are_never_given_for_right_ones_whoever_reads_them() {
    let (house, bytes) = (House::new(), long());
    let mut blobs = house.blobs();
    let short = blobs.put(&mut &b"short"[..], 9).unwrap().id;
    let id = blobs.put(&mut &bytes[..], 1 << 20).unwrap().id;
    for id in [&short, &id] {
        house.liar.lie("GET", "", Lie::WrongBytes);
        let why = read(blobs.as_ref(), id)
            .unwrap_err()
            .downcast::<StoreError>()
            .unwrap();
        assert!(matches!(why, StoreError::WrongBytes(_)), "{why}");
        assert!(failure::store_error(&Catalogue::new(Lang::En), &why).contains(id.as_str()));
        house.liar.lie("GET", "", Lie::WrongBytes);
        assert_eq!(blobs.check(id).unwrap(), BlobState::Changed);
        assert_eq!(blobs.check(id).unwrap(), BlobState::Good);
    }
    // Cut short and left so: seen by its length, and sent again.
    house.liar.place(&key_of("house", &bytes), &bytes[..1_000]);
    assert_eq!(blobs.check(&id).unwrap(), BlobState::Changed);
    assert!(!blobs.put(&mut &bytes[..], 1 << 20).unwrap().already);
    assert_eq!(blobs.check(&id).unwrap(), BlobState::Good);
}

#[test]
fn a_clock_that_is_twenty_minutes_off_is_said_with_both_times_and_nothing_is_written() {
    for ahead in [20 * 60, -20 * 60] {
        let house = House::new();
        house.liar.clock_ahead(ahead);
        let why = house.blobs().put(&mut &b"abc"[..], 9).unwrap_err();
        let Some(BucketTrouble::Skewed(ours, Some(theirs))) = trouble(&why) else {
            panic!("{why}")
        };
        let off = (theirs.0 - ours.0) / 1_000 - ahead;
        assert!((-5..=5).contains(&off), "{off}");
        for said in sentences(&why) {
            assert_eq!(said.matches("202").count(), 2, "both times: {said}");
        }
        assert!(house.liar.keys().is_empty());
    }
}

#[test]
fn whoever_hangs_up_or_never_answers_is_given_up_in_time_and_nothing_is_lost_here() {
    let house = House::waiting(1);
    let mut blobs = house.blobs();
    blobs.put(&mut &b"first"[..], 9).unwrap();
    for lie in [Lie::Hang, Lie::Status(503, "SlowDown"), Lie::CutIn(0)] {
        // More often than it can be tried in a second.
        for _ in 0..100 {
            house.liar.lie("PUT", "", lie.clone());
        }
        blobs.receive(&mut &b"second"[..], 9).unwrap();
        let why = blobs.settle().unwrap_err();
        assert!(matches!(why, StoreError::Unreachable { .. }), "{lie:?}: {why}");
        sentences(&why);
        let mut here = String::new();
        let id = ketnoi::core::hex::hex(&<sha2::Sha256 as sha2::Digest>::digest(b"second"));
        let kept = blobs.open_received(&BlobId(id)).unwrap().unwrap();
        { kept }.read_to_string(&mut here).unwrap();
        assert_eq!(here, "second", "what was received is still here");
        blobs.give_up();
        assert_eq!(house.kept(), [key_of("house", b"first")], "{lie:?}");
        while house.liar.lies_left() > 0 {
            house.liar.unlie();
        }
    }
    // Nobody listens there at all.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let files = url(port, "house", &key_file(house.folder.path(), KEY), 1);
    let blobs = Site::memory()
        .with_files_at(Some(&files), &Surroundings::default())
        .blobs();
    let none = BlobId("0".repeat(64));
    let errors = [
        blobs.has(&none).err(),
        blobs.open(&none).err(),
        blobs.list(None, 1).err(),
        blobs.check(&none).err(),
    ];
    for why in errors {
        assert!(
            matches!(why, Some(StoreError::Unreachable { .. })),
            "it is not said to be missing: {why:?}"
        );
    }
}

#[test]
fn a_server_that_answers_garbage_is_said_to_be_none() {
    let house = House::new();
    let mut blobs = house.blobs();
    let id = blobs.put(&mut &b"first"[..], 9).unwrap().id;
    let is_garbage = |why: StoreError| {
        let garbage = matches!(trouble(&why), Some(BucketTrouble::Garbage(_)));
        assert!(garbage && why.is_of_the_place(), "{why}");
        sentences(&why);
    };
    house.liar.lie("GET", "", Lie::Page);
    is_garbage(blobs.list(None, 9).unwrap_err());
    house.liar.lie("PUT", "", Lie::Page);
    is_garbage(blobs.put(&mut &b"second"[..], 9).unwrap_err());
    house.liar.lie("GET", "", Lie::Page);
    assert!(read(blobs.as_ref(), &id).is_err(), "a page is not the file");
    assert_eq!(house.kept(), [key_of("house", b"first")]);
    // Before it is known what the place is.
    let new = House::new();
    new.liar.lie("GET", "", Lie::Page);
    is_garbage(new.blobs().put(&mut &b"first"[..], 9).unwrap_err());
    assert_eq!(new.liar.keys(), [""; 0]);
}

#[test]
fn a_place_that_is_somebody_elses_is_refused_by_name_and_nothing_is_written() {
    for (key, text) in [
        ("house/holiday.jpg", ""),
        ("house/ketnoi.json", "{\"format\":\"somebody.else/1\"}"),
        ("house/ketnoi.json", "hello"),
    ] {
        let house = House::new();
        house.liar.place(key, text.as_bytes());
        let why = house.blobs().put(&mut &b"abc"[..], 9).unwrap_err();
        for said in sentences(&why) {
            assert!(said.contains(key), "{said}");
        }
        assert_eq!(house.liar.keys(), [key]);
        assert!(house.liar.asked().iter().all(|a| a.method != "PUT"));
    }
    // Of a newer program.
    let house = House::new();
    house
        .liar
        .place("house/ketnoi.json", b"{\"format\":\"ketnoi.files/2\"}");
    let why = house.blobs().put(&mut &b"abc"[..], 9).unwrap_err();
    assert!(
        matches!(
            why,
            StoreError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{why}"
    );
    // Files that were copied from a folder are ours, and what lies elsewhere in the bucket is nobody's business.
    let house = House::new();
    house.liar.place(&key_of("house", b"copied"), b"copied");
    house.liar.place("houses/holiday.jpg", b"");
    house.blobs().put(&mut &b"abc"[..], 9).unwrap();
    let mut ids = 0;
    each_blob(house.blobs().as_ref(), &mut |_| ids += 1).unwrap();
    assert_eq!(ids, 2);
}

#[test]
fn keys_that_are_not_to_be_had_or_not_let_in_are_said_in_a_sentence_each() {
    let refused = |house: &House| house.blobs().put(&mut &b"abc"[..], 9).unwrap_err();
    for (code, word) in [
        ("AccessDenied", "AccessDenied"),
        ("SignatureDoesNotMatch", "SignatureDoesNotMatch"),
        ("NoSuchBucket", "bucket"),
        ("AuthorizationHeaderMalformed", "vn-1"),
        ("QuotaExceeded", "s3://"),
    ] {
        let house = House::new();
        house.liar.lie(
            "GET",
            "",
            Lie::Status(if code == "NoSuchBucket" { 404 } else { 400 }, code),
        );
        let why = if code == "NoSuchBucket" {
            house.blobs().open(&BlobId("0".repeat(64))).err().unwrap()
        } else {
            refused(&house)
        };
        for said in sentences(&why) {
            assert!(said.contains(word), "{said}");
        }
        assert!(house.liar.keys().is_empty());
    }
    let house = House::new();
    let file = house.folder.path().join("s3.key");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    for said in said_of(&refused(&house)) {
        assert!(said.contains("0640") && said.contains("s3.key"), "{said}");
    }
    fs::remove_file(&file).unwrap();
    for said in said_of(&refused(&house)) {
        assert!(said.contains("s3.key"), "{said}");
    }
    for text in ["", "one line", "name\n", "name\nkey\nmore\n", "na me\nkey\n"] {
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        for said in said_of(&refused(&house)) {
            assert!(said.contains("s3.key"), "{text}: {said}");
        }
    }
    assert!(house.liar.asked().is_empty(), "nobody is asked without keys");
    // What the service's manager hands over.
    let FilesUrl::Bucket(mut bucket) = house.files.clone() else {
        unreachable!()
    };
    bucket.key_file = None;
    let around = Surroundings {
        credentials: Some(house.folder.path().to_owned()),
        cache: None,
        ..Surroundings::default()
    };
    let site = Site::memory().with_files_at(Some(&FilesUrl::Bucket(bucket)), &around);
    for said in sentences(&site.blobs().put(&mut &b"abc"[..], 9).unwrap_err()) {
        assert!(said.contains("systemd"), "{said}");
    }
    fs::write(house.folder.path().join("s3"), "name\nkey\n").unwrap();
    site.blobs().put(&mut &b"abc"[..], 9).unwrap();
}

#[test]
fn what_is_removed_goes_with_its_older_versions_or_it_is_said_that_it_does_not() {
    let house = House::new();
    house.liar.keeps_versions(false);
    let mut blobs = house.blobs();
    let id = blobs.put(&mut &b"secret"[..], 9).unwrap().id;
    house.liar.place(&key_of("house", b"secret"), b"cut");
    blobs.put(&mut &b"secret"[..], 9).unwrap();
    let before = house.liar.versions();
    assert!(blobs.remove(&id).unwrap());
    assert_eq!(
        (before - house.liar.versions(), blobs.has(&id).unwrap()),
        (2, false)
    );
    assert!(!blobs.remove(&id).unwrap());
    blobs.put(&mut &b"secret"[..], 9).unwrap();
    house.liar.keeps_versions(true);
    let why = blobs.remove(&id).unwrap_err();
    let kept = matches!(trouble(&why), Some(BucketTrouble::Versions(_)));
    assert!(kept, "{why}");
    sentences(&why);
    assert!(!blobs.has(&id).unwrap());
}

#[test]
fn of_a_removed_file_no_version_stays_however_many_pages_there_are() {
    let house = House::new();
    house.liar.keeps_versions(false);
    let mut blobs = house.blobs();
    let id = blobs.put(&mut &b"secret"[..], 9).unwrap().id;
    house.liar.grow_versions(&key_of("house", b"secret"), 2_300);
    house.liar.grow_versions(&key_of("house", b"other"), 3);
    assert!(blobs.remove(&id).unwrap());
    // The place's own mark has one.
    assert_eq!(house.liar.versions(), 3 + 1, "of other files");
    // A server that gives the same page for ever is left.
    let same = "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker></ListVersionsResult>";
    blobs.put(&mut &b"secret"[..], 9).unwrap();
    for _ in 0..3 {
        house.liar.lie("GET", "prefix=house%2F", Lie::Says(same));
        house.liar.lie("GET", "key-marker=", Lie::Says(same));
    }
    let why = blobs.remove(&id).unwrap_err();
    assert!(matches!(trouble(&why), Some(BucketTrouble::Garbage(_))), "{why}");
    assert!(house.liar.lies_left() > 2, "it was asked again and again");
}

#[test]
fn uploads_that_were_left_are_given_up_and_names_that_are_none_of_ours_are_passed_over() {
    let house = House::new();
    let mut blobs = house.blobs();
    let mut ids = BTreeSet::new();
    for n in 0..25_u32 {
        ids.insert(blobs.put(&mut &n.to_le_bytes()[..], 9).unwrap().id);
    }
    for strange in ["house/00/x", "house/ab", "house/zz/0", "other/ab"] {
        house.liar.place(strange, b"");
    }
    for most in [1, 2, 7, 1_000] {
        let (mut seen, mut after) = (BTreeSet::new(), None);
        loop {
            let page = blobs.list(after.as_ref(), most).unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.id.clone());
            assert!(page.len() <= most);
            assert!(page.iter().all(|f| f.size == 4 && seen.insert(f.id.clone())));
        }
        assert_eq!(seen, ids, "{most}");
    }
    house.liar.leave_upload(&key_of("house", b"left"));
    house.liar.leave_upload("house/not-ours");
    assert_eq!(blobs.sweep().unwrap(), 1);
    assert_eq!(house.liar.uploads(), 1, "somebody else's");
}

#[test]
fn doctor_tries_what_it_will_need_and_says_where_the_server_checks_nothing() {
    let trials = |house: &House| {
        let mut all = Vec::new();
        let (mut skew, mut keeps) = (None, None);
        for sign in house.site().health() {
            match sign {
                Sign::Trial(step, trial) => all.push((step, trial)),
                Sign::Skew(ms) => skew = Some(ms),
                Sign::Versions(versions) => keeps = Some(versions),
                _ => {}
            }
        }
        (all, skew, keeps)
    };
    let house = House::new();
    house.liar.clock_ahead(120);
    let (all, skew, keeps) = trials(&house);
    assert_eq!(all.len(), Step::ALL.len());
    assert!(all.iter().all(|(_, t)| matches!(t, Trial::Good(_))), "{all:?}");
    assert!((115_000..=125_000).contains(&skew.unwrap()), "{skew:?}");
    assert_eq!(
        (keeps, house.kept().len()),
        (Some(false), 0),
        "nothing is left of it"
    );
    house.liar.checks_nothing();
    house.liar.keeps_versions(false);
    let (all, _, keeps) = trials(&house);
    let unchecked: Vec<Step> = all
        .iter()
        .filter(|(_, t)| matches!(t, Trial::Otherwise))
        .map(|(s, _)| *s)
        .collect();
    assert_eq!((unchecked, keeps), (vec![Step::WrongSum], Some(true)));
    assert_eq!(house.liar.versions(), 0, "none is left either");
    house.liar.place("house/ketnoi.json", b"{}");
    house.liar.asked();
    let (all, ..) = trials(&house);
    assert!(matches!(&all[..], [(Step::Ours, Trial::Failed(_))]), "{all:?}");
    assert_eq!(
        house.liar.asked().len(),
        1,
        "a server that did not answer would be waited for once"
    );
}

#[test]
fn what_is_made_of_files_stays_on_this_machine_within_bounds() {
    let house = House::new();
    let mut blobs = house.blobs();
    let id = blobs.put(&mut &b"a photo"[..], 9).unwrap().id;
    house.liar.asked();
    blobs.keep_made(&id, "jpeg-80", b"small");
    assert_eq!(
        house.blobs().made_of(&id, "jpeg-80").as_deref(),
        Some(&b"small"[..])
    );
    assert!(house.liar.asked().is_empty(), "nobody is asked for it");
    assert!(blobs.remove(&id).unwrap());
    assert_eq!(blobs.made_of(&id, "jpeg-80"), None);
    // Removed by somebody else: it goes here once that is seen.
    let id = blobs.put(&mut &b"a photo"[..], 9).unwrap().id;
    blobs.keep_made(&id, "jpeg-80", b"small");
    let mut elsewhere = House {
        liar: house.liar.clone(),
        folder: tempfile::tempdir().unwrap(),
        files: house.files.clone(),
    };
    assert!(elsewhere.blobs().remove(&id).unwrap());
    elsewhere.files = house.files.clone();
    assert!(blobs.open(&id).unwrap().is_none());
    assert_eq!(blobs.made_of(&id, "jpeg-80"), None);
}

/// The length of the long file.
const LONG: u64 = 2 << 30;
const PORT: &str = "KETNOI_DRILL_LONG";

/// In a process of its own, whose memory is its own: [`two_gibibytes_go_and_come_in_parts_within_little_memory`].
#[test]
#[ignore = "a part of another test"]
fn long_file() {
    let Some(port) = std::env::var(PORT).ok().and_then(|p| p.parse().ok()) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let files = url(port, "house", &key_file(folder.path(), KEY), 30);
    let around = Surroundings {
        credentials: None,
        cache: Some(folder.path().join("cache")),
        ..Surroundings::default()
    };
    let mut blobs = Site::memory().with_files_at(Some(&files), &around).blobs();
    let kept = blobs.put(&mut std::io::repeat(0).take(LONG), LONG).unwrap();
    assert_eq!(blobs.list(None, 9).unwrap()[0].size, LONG);
    let read = std::io::copy(&mut blobs.open(&kept.id).unwrap().unwrap(), &mut std::io::sink()).unwrap();
    assert_eq!(read, LONG);
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap();
    println!("<<{}>>", peak.trim().trim_end_matches(" kB"));
}

#[test]
fn two_gibibytes_go_and_come_in_parts_within_little_memory() {
    let liar = Liar::start();
    liar.lie("PUT", "partNumber=3&", Lie::Status(503, "SlowDown"));
    liar.lie("PUT", "partNumber=5&", Lie::CutIn(1 << 20));
    let done = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "bucket_lies::long_file",
            "--include-ignored",
            "--nocapture",
        ])
        .env(PORT, liar.port.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let peak: u64 = said
        .split("<<")
        .nth(1)
        .and_then(|s| s.split(">>").next())
        .unwrap()
        .parse()
        .unwrap();
    assert!(peak < 64 * 1_024, "{peak} KiB");
    let asked = liar.asked();
    let parts = asked.iter().filter(|a| a.query.starts_with("partNumber")).count();
    assert_eq!((parts, liar.uploads(), liar.lies_left()), (128 + 2, 0, 0));
}

#[test]
fn a_long_file_that_cannot_be_ended_leaves_no_parts() {
    let house = House::new();
    let mut blobs = house.blobs();
    let long = || std::io::repeat(7).take(65 << 20);
    house
        .liar
        .lie("PUT", "partNumber=2&", Lie::Status(403, "AccessDenied"));
    let why = blobs.put(&mut long(), 1 << 30).unwrap_err();
    assert!(matches!(why, StoreError::Denied { .. }), "{why}");
    assert_eq!((house.liar.uploads(), house.kept().len()), (0, 0));
    // The answer to the last request is lost: it was done, and that is found out.
    house.liar.lie("POST", "uploadId", Lie::CutAfter);
    blobs.put(&mut long(), 1 << 30).unwrap();
    assert_eq!((house.liar.uploads(), house.kept().len()), (0, 1));
}
