//! Files in a bucket of a real server, as people use them: `s3s-fs` on loopback, which checks keys and sums.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use ketnoi::core::names::BlobId;
use ketnoi::store::{BlobState, BucketTrouble, Sign, Site, Step, StoreError, Trial};
use serde_json::Value;

use crate::common::bucket::{Bucket, key_file, url};
use crate::common::liar::{Liar, key_of};
use crate::common::pty::{Home, ketnoi};
use crate::common::smtp::papers;

/// A user whose files are in a bucket, and whose facts are in a file.
struct Office {
    home: Home,
    url: String,
}

impl Office {
    fn new(bucket: &Bucket, prefix: &str) -> Self {
        Self {
            home: Home::new(),
            url: bucket.url(prefix).to_string(),
        }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = self.home.command(ketnoi());
        command.env("KETNOI_FILES", &self.url).env("KETNOI_LANG", "en");
        command.args(args).output().expect("the program runs")
    }

    fn does(&self, args: &[&str]) -> String {
        let done = self.run(args);
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(done.status.success(), "{args:?}: {said}");
        said
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.home.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    }
}

#[test]
fn an_officers_files_go_into_the_bucket_and_come_back_from_it_and_from_a_backup() {
    let Some(bucket) = Bucket::start() else { return };
    let office = Office::new(&bucket, "mst/2020");
    let bytes = b"the report of Cao Bang".repeat(20_000);
    office.write("report.txt", &bytes);
    office.does(&["campaign", "open", "wtisd-2020", "--yes"]);
    office.does(&[
        "evidence",
        "add",
        "CBG",
        "report.txt",
        "--at",
        "2020-05-20",
        "--note",
        "late",
    ]);
    let told = office.does(&["evidence", "verify", "--json"]);
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(
        (&told["checked"], &told["good"]),
        (&1.into(), &1.into()),
        "{told}"
    );
    assert!(told["orphans"].as_array().expect("a list").is_empty(), "{told}");
    // In the bucket, under the name of its bytes, and nowhere else.
    let key = crate::common::liar::key_of("mst/2020", &bytes);
    assert_eq!(fs::read(bucket.file(&key)).expect("the object"), bytes);
    assert!(bucket.file("mst/2020/ketnoi.json").exists());
    assert!(
        !office
            .home
            .path()
            .join(".local/share/ketnoi/ketnoi.db.blobs")
            .exists()
    );

    office.does(&["evidence", "save", "CBG", "report.txt", "-o", "back.txt"]);
    assert_eq!(
        fs::read(office.home.path().join("back.txt")).expect("saved"),
        bytes
    );

    // A backup holds the files; restored with another place, they are there.
    office.does(&["backup", "k.tar"]);
    let mut other = Office::new(&bucket, "mst/other");
    fs::copy(office.home.path().join("k.tar"), other.home.path().join("k.tar")).expect("copied");
    other.does(&["restore", "k.tar"]);
    other.does(&["evidence", "verify"]);
    // And restored beside the store, without a bucket at all.
    let plain = Home::new();
    fs::copy(office.home.path().join("k.tar"), plain.path().join("k.tar")).expect("copied");
    plain.does(&["restore", "k.tar"]);
    plain.does(&["evidence", "verify"]);

    // Other bytes in its place: nobody is given them.
    fs::write(bucket.file(&key), b"others".repeat(20_000)).expect("written");
    let refused = office.run(&["evidence", "save", "CBG", "report.txt", "-o", "wrong.txt"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(
        said.contains("is not that file") && !office.home.path().join("wrong.txt").exists(),
        "{said}"
    );
    let found = office.run(&["evidence", "verify", "--json"]);
    let found: Value = serde_json::from_slice(&found.stdout).expect("JSON");
    assert_eq!(found["changed"].as_array().expect("a list").len(), 1, "{found}");

    // Redacted: the bytes are gone from the bucket.
    let args = [
        "evidence",
        "redact",
        "CBG",
        "report.txt",
        "--note",
        "names a child",
        "--yes",
    ];
    office.does(&args);
    assert!(!bucket.file(&key).exists());

    // The server is gone: said so, and the facts are read all the same.
    other.url = other.url.replace("wait=20", "wait=1");
    drop(bucket);
    let refused = other.run(&["evidence", "save", "CBG", "report.txt", "-o", "none.txt"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        refused.status.code() == Some(1) && said.contains("s3://drill-bucket/mst/other"),
        "{said}"
    );
    other.does(&["status"]);
}

#[test]
fn a_real_server_checks_what_we_send_and_who_we_are() {
    let Some(bucket) = Bucket::start() else { return };
    let around = bucket.around();
    let site = Site::memory().with_files_at(Some(&bucket.url("doctor")), &around);
    for sign in site.health() {
        if let Sign::Trial(step, trial) = sign {
            // It says no word of what it does not know, and checks sums.
            assert!(matches!(trial, Trial::Good(_)), "{step:?}: {trial:?}");
        }
    }
    assert_eq!(Step::ALL.len(), 7);
    let keys = tempfile::tempdir().expect("a folder");
    let site = Site::memory().with_files_at(Some(&bucket.with_key(keys.path(), "wrong", "x")), &around);
    let why = site.blobs().put(&mut &b"abc"[..], 9).unwrap_err();
    assert!(matches!(why, StoreError::Denied { .. }), "{why}");
    let url = bucket
        .url("x")
        .to_string()
        .replace("drill-bucket", "other-bucket");
    let url = ketnoi::core::files_url::FilesUrl::parse(&url).expect("a place");
    let site = Site::memory().with_files_at(Some(&url), &around);
    let none = BlobId("0".repeat(64));
    for why in [
        site.blobs().put(&mut &b"abc"[..], 9).err(),
        site.blobs().has(&none).err(),
    ] {
        let Some(StoreError::Bucket { trouble, .. }) = why else {
            panic!("{why:?}")
        };
        assert!(matches!(*trouble, BucketTrouble::NoBucket), "{trouble:?}");
    }
}

#[test]
fn over_an_encrypted_line_files_go_to_whoever_proves_who_he_is_and_to_nobody_else() {
    let Some(bucket) = Bucket::start() else { return };
    let Some(papers) = papers() else { return };
    let (ours, nobodys) = (papers.join("ca.pem"), papers.join("nothing.pem"));
    let site = |certificate: &str, ca: Option<&Path>| {
        let url = bucket.encrypted("mst", certificate, ca).expect("certificates");
        Site::memory().with_files_at(Some(&url), &bucket.around())
    };
    // Another name, one that is over, another authority, an authority that the system does not trust, a file that is not there.
    for (certificate, ca, says) in [
        ("named", Some(&*ours), "NotValidForName"),
        ("over", Some(&*ours), "Expired"),
        ("nobody", Some(&*ours), "UnknownIssuer"),
        ("good", None, ""),
        ("good", Some(&*nobodys), "nothing.pem"),
    ] {
        let site = site(certificate, ca);
        let none = BlobId("0".repeat(64));
        for why in [
            site.blobs().put(&mut &b"abc"[..], 9).err(),
            site.blobs().open(&none).err(),
            site.blobs().list(None, 9).err(),
        ] {
            let detail = match &why {
                Some(StoreError::Untrusted { detail, .. }) => detail.clone(),
                // Of a file that is not there nobody at the other end is to blame.
                Some(StoreError::Authorities { why, .. }) if certificate == "good" => why.to_string(),
                _ => panic!("{certificate}: {why:?}"),
            };
            let detail: String = detail.split_whitespace().collect();
            let named = detail.to_lowercase().contains(&says.to_lowercase());
            assert!(named, "{certificate}: {detail}");
        }
        let fine = site
            .health()
            .into_iter()
            .any(|s| matches!(s, Sign::Trial(_, Trial::Good(_))));
        assert!(!fine, "{certificate}");
        assert_eq!(bucket.kept(), 0, "{certificate}");
    }
    let site = site("good", Some(&ours));
    let long: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let id = site.blobs().put(&mut &long[..], 1 << 30).expect("kept").id;
    assert!(bucket.kept() > 0);
    let mut back = Vec::new();
    let mut file = site.blobs().open(&id).expect("opened").expect("there");
    file.read_to_end(&mut back).expect("read");
    assert!(back == long, "other bytes came back");
    for sign in site.health() {
        if let Sign::Trial(step, trial) = sign {
            assert!(matches!(trial, Trial::Good(_)), "{step:?}: {trial:?}");
        }
    }
    // The program says it in a sentence.
    let url = bucket
        .encrypted("mst", "over", Some(&ours))
        .expect("certificates");
    let office = Office {
        home: Home::new(),
        url: url.to_string(),
    };
    office.write("report.txt", b"the report");
    office.does(&["campaign", "open", "wtisd-2020", "--yes"]);
    let refused = office.run(&["evidence", "add", "CBG", "report.txt"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        refused.status.code() == Some(1)
            && said.trim().lines().count() == 1
            && said.contains("s3://drill-bucket/mst"),
        "{said}"
    );
    println!("{said}");
}

#[test]
fn a_backup_for_which_there_is_no_room_fetches_nothing() {
    let liar = Liar::start();
    let home = Home::new();
    let url = url(liar.port, "house", &key_file(home.path(), "key"), 20);
    let office = Office {
        home,
        url: url.to_string(),
    };
    let bytes = b"the report of Cao Bang";
    office.write("report.txt", bytes);
    office.does(&["campaign", "open", "wtisd-2020", "--yes"]);
    office.does(&[
        "evidence",
        "add",
        "CBG",
        "report.txt",
        "--at",
        "2020-05-20",
        "--note",
        "late",
    ]);
    let said = office.does(&["doctor", "--json"]);
    let told: Value = serde_json::from_str(&said).expect("JSON");
    let kept = told["findings"]
        .as_array()
        .and_then(|all| all.iter().find(|f| f["id"] == "files_kept"));
    let found = kept.and_then(|f| f["found"].as_str()).unwrap_or_default();
    assert!(found.contains('1') && found.contains("22"), "{told}");
    let key = key_of("house", bytes);
    liar.place_zeros(&key, 1 << 50);
    liar.asked();
    // Under a limit, so that what fetches it all the same ends soon.
    let refused = office
        .home
        .command("sh")
        .env("KETNOI_FILES", &office.url)
        .env("KETNOI_LANG", "en")
        .args(["-c", "ulimit -f 20000; exec \"$0\" backup b.tar", ketnoi()])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        refused.status.code() == Some(1) && said.contains("no space left at") && said.contains("b.tar"),
        "{said}"
    );
    let fetched = liar.asked().iter().any(|a| a.method == "GET" && a.key == key);
    assert!(!fetched, "it was fetched for nothing");
    assert!(!office.home.path().join("b.tar").exists());
}

#[test]
fn a_long_file_goes_to_a_real_server_in_parts_and_comes_back_as_it_was() {
    use std::io::Read as _;
    let Some(bucket) = Bucket::start() else { return };
    let site = Site::memory().with_files_at(Some(&bucket.url("long")), &bucket.around());
    let mut blobs = site.blobs();
    let length = (64 << 20) + 3;
    let kept = blobs
        .put(&mut std::io::repeat(42).take(length), length)
        .expect("kept");
    assert_eq!(
        (kept.size, blobs.check(&kept.id).expect("read")),
        (length, BlobState::Good)
    );
    assert!(
        blobs
            .put(&mut std::io::repeat(42).take(length), length)
            .expect("kept")
            .already
    );
    assert_eq!(blobs.list(None, 9).expect("listed")[0].size, length);
}
