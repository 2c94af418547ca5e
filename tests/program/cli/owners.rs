//! A store that belongs to somebody, and root who works in it: nobody is shut out of what is theirs, and who is shut out
//! is told by what.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::home::{Home, Ran, look};

/// The account that everything belongs to here.
const SOMEBODY: u32 = 65_534;

/// Root, and a way to be somebody else; where there is not, that is said.
fn can() -> bool {
    let root = rustix::process::geteuid().is_root();
    let can = root && Command::new("setpriv").arg("--version").output().is_ok();
    if !can {
        let said = "NOT DRILLED: owners of files need root and setpriv";
        assert!(std::env::var_os("KETNOI_CI").is_none(), "{said}");
        eprintln!("{said}");
    }
    can
}

fn somebodys(lang: &'static str) -> Home {
    let home = Home::speaking(lang);
    give(&home.path("."), SOMEBODY);
    home
}

fn give(path: &Path, uid: u32) {
    let to = format!("{uid}:{uid}");
    let given = Command::new("chown").args(["-R", &to]).arg(path).status();
    assert!(given.expect("chown runs").success());
}

/// Runs the program as somebody.
fn as_somebody(home: &Home, args: &[&str]) -> Ran {
    let program = home.program();
    let mut c = Command::new("/usr/bin/env");
    c.arg("-i");
    for (key, value) in program.get_envs() {
        let mut pair = key.to_owned();
        pair.push("=");
        pair.push(value.expect("set"));
        c.arg(pair);
    }
    c.args(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);
    c.arg(program.get_program())
        .args(args)
        .current_dir(home.path("."));
    look(args, c.output().expect("it runs"))
}

fn all_somebodys(home: &Home) {
    let owner = |p: &String| std::fs::symlink_metadata(p).expect("there").uid();
    let others: Vec<String> = home
        .listing()
        .into_iter()
        .filter(|p| owner(p) != SOMEBODY)
        .collect();
    assert_eq!(others, Vec::<String>::new(), "what is not somebody's");
}

#[test]
fn what_root_makes_in_somebodys_place_is_somebodys() {
    if !can() {
        return;
    }
    let home = somebodys("en");
    home.write("a.txt", "root's own");
    give(&home.path("a.txt"), SOMEBODY);
    // The first command of all, and files; the folder, too, is made by root.
    home.ok(&["report", "acknowledge", "01"]);
    all_somebodys(&home);
    home.ok(&["evidence", "add", "CBG", "a.txt"]);
    all_somebodys(&home);
    let ran = as_somebody(&home, &["evidence", "verify", "--json"]);
    assert_eq!((ran.code, &ran.json()["good"]), (0, &1.into()), "{}", ran.err);
    let ran = as_somebody(&home, &["report", "acknowledge", "02"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // A store that comes back from a backup that root made.
    home.ok(&["backup", "b.tar"]);
    give(&home.path("b.tar"), SOMEBODY);
    let back = format!("sqlite:{}", home.path("back/again/ketnoi.db").display());
    home.ok(&["--store", &back, "restore", "b.tar"]);
    all_somebodys(&home);
    let ran = as_somebody(&home, &["--store", &back, "evidence", "verify"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_file_that_cannot_be_read_is_not_called_changed() {
    if !can() {
        return;
    }
    for (lang, word) in [("en", "UNREADABLE"), ("vi", "KHÔNG ĐỌC ĐƯỢC")] {
        let home = somebodys(lang);
        for name in ["a.txt", "b.txt", "c.txt"] {
            home.write(name, name);
            give(&home.path("."), SOMEBODY);
            assert_eq!(as_somebody(&home, &["evidence", "add", "CBG", name]).code, 0);
        }
        // One shelf is root's, as one made by an older program.
        let shelves = home.listing();
        let shelf = shelves.iter().find(|p| p.contains(".blobs/")).expect("a shelf");
        give(Path::new(shelf), 0);
        let ran = as_somebody(&home, &["evidence", "verify"]);
        assert_eq!(ran.code, 1);
        assert_eq!(ran.out.matches(word).count(), 1, "{}", ran.out);
        assert!(
            ran.out.contains('3') && ran.out.contains('2'),
            "goes on: {}",
            ran.out
        );
        let mend = format!("sudo chown -R {SOMEBODY} '{shelf}'");
        assert!(ran.err.contains("root") && ran.err.contains(&mend), "{}", ran.err);
        let doc = as_somebody(&home, &["evidence", "verify", "--json"]).json();
        let count = |key: &str| doc[key].as_array().map(Vec::len);
        assert_eq!(
            (
                &doc["checked"],
                &doc["good"],
                count("unreadable"),
                count("changed")
            ),
            (&3.into(), &2.into(), Some(1), Some(0))
        );
        let ran = as_somebody(&home, &["backup", "b.tar"]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(word) && ran.err.contains(&mend), "{}", ran.err);
        let doc = as_somebody(&home, &["backup", "b.tar", "--force", "--json"]).json();
        assert_eq!(doc["unreadable"].as_array().map(Vec::len), Some(1));
        assert_eq!(doc["changed"].as_array().map(Vec::len), Some(0));
        // The backup is one, for all that it lacks.
        let back = format!("sqlite:{}", home.path("back.db").display());
        let ran = as_somebody(&home, &["--store", &back, "restore", "b.tar"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
}

#[test]
fn who_is_shut_out_is_told_by_what_and_what_to_do() {
    if !can() {
        return;
    }
    for lang in ["en", "vi"] {
        for (theirs, part) in [("data", "data"), ("data/ketnoi.db", "data/ketnoi.db")] {
            let home = somebodys(lang);
            assert_eq!(as_somebody(&home, &["report", "acknowledge", "01"]).code, 0);
            give(&home.path(theirs), 0);
            let ran = as_somebody(&home, &["status"]);
            assert_eq!((ran.code, ran.out.as_str()), (1, ""));
            let mend = format!("sudo chown -R {SOMEBODY} '{}'", home.path(part).display());
            assert!(ran.err.contains("root") && ran.err.contains(&mend), "{}", ran.err);
            assert!(!ran.err.contains("access.yaml"), "{}", ran.err);
        }
        // In a folder of somebody else's only they can say.
        let home = Home::speaking(lang);
        home.ok(&["report", "acknowledge", "01"]);
        let ran = as_somebody(&home, &["status"]);
        assert_eq!(ran.code, 1);
        assert!(!ran.err.contains("chown"), "{}", ran.err);
    }
}
