//! `docs/operations.md`, done: every block of commands and every file of that page, in a mount namespace whose `/etc`,
//! `/usr`, `/var` and `/run` are thrown away afterwards, with a real sshd and real clients. It needs root and
//! `unshare`; where they are missing it says so.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use crate::common::apart;

/// The blocks of the page, by the name that stands above each.
fn blocks(page: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for part in page.split("<!-- drill: ").skip(1) {
        let (name, rest) = part.split_once(" -->").expect("a name");
        let (_, rest) = rest.split_once("```").expect("a block");
        let (_, rest) = rest.split_once('\n').expect("a line");
        let (block, _) = rest.split_once("\n```").expect("its end");
        assert!(
            all.insert(name.to_owned(), format!("{block}\n")).is_none(),
            "{name} twice"
        );
    }
    all
}

fn can() -> bool {
    apart::is_possible(&["/usr/sbin/sshd", "/usr/sbin/adduser", "/usr/sbin/runuser"])
        && Command::new("ssh")
            .arg("-V")
            .output()
            .is_ok_and(|o| o.status.success())
}

#[test]
fn the_page_for_many_people_does_what_it_says() {
    if !can() {
        let said = "NOT DRILLED: docs/operations.md needs root, unshare, openssh-server, adduser";
        assert!(std::env::var_os("KETNOI_CI").is_none(), "{said}");
        eprintln!("{said}");
        return;
    }
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations.md")).expect("a page");
    let folder = tempfile::tempdir().expect("a folder");
    let files = folder.path().join("in");
    fs::create_dir(&files).expect("made");
    for (name, block) in blocks(&page) {
        fs::write(files.join(name), block).expect("written");
    }
    for unit in ["ketnoi-backup.service", "ketnoi-backup.timer"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("data/systemd")
            .join(unit);
        fs::copy(from, files.join(unit)).expect("copied");
    }
    fs::copy(env!("CARGO_BIN_EXE_ketnoi"), files.join("ketnoi")).expect("copied");
    let port = TcpListener::bind("127.0.0.1:0")
        .expect("a port")
        .local_addr()
        .expect("its number")
        .port();
    apart::run(
        folder.path(),
        include_str!("../common/setup.sh"),
        &[port.to_string()],
    );
}
