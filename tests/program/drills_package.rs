//! The Debian package: made by `data/debian/make` of the program that these tests were built with, judged by lintian,
//! installed, upgraded with a store in use, removed, purged and installed again. It is installed over this machine's own
//! Debian, in a mount namespace whose `/etc`, `/usr`, `/var` and `/run` are thrown away afterwards: nothing is to be fetched, and
//! what the package needs is judged by what dpkg knows to be installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use crate::common::apart;
use crate::common::pty::{ketnoi, skip};

fn run(c: &mut Command) -> Output {
    c.output()
        .unwrap_or_else(|e| panic!("{}: {e}", c.get_program().display()))
}

fn must(c: &mut Command) -> String {
    let out = run(c);
    let said = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    assert!(
        out.status.success(),
        "{}: {}{}",
        c.get_program().display(),
        said(&out.stdout),
        said(&out.stderr)
    );
    said(&out.stdout)
}

/// What is missing on this machine, if something is.
fn missing() -> Option<&'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let has = |name: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::iter::once(root.join("target/tools/bin"))
            .chain(std::env::split_paths(&path))
            .any(|folder| folder.join(name).exists())
    };
    let parts = [
        (
            "cargo-deb",
            "cargo-deb is not installed (cargo install --locked cargo-deb)",
        ),
        (
            "dpkg-shlibdeps",
            "there is no dpkg-shlibdeps (Debian: apt-get install dpkg-dev)",
        ),
        (
            "lintian",
            "there is no lintian to judge the package (Debian: apt-get install lintian)",
        ),
        (
            "systemd-sysusers",
            "there is no systemd-sysusers (Debian: apt-get install systemd)",
        ),
        (
            "runuser",
            "there is no runuser (Debian: apt-get install util-linux)",
        ),
    ];
    let lacks = parts.iter().find(|(name, _)| !has(name)).map(|(_, why)| *why);
    let apart =
        || (!apart::is_possible(&[])).then_some("a package is installed by root, in a namespace of its own");
    lacks.or_else(apart)
}

/// The package of the program that these tests were built with, as `data/debian/make` makes it.
fn made(folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = Path::new(ketnoi()).parent().and_then(Path::file_name);
    let profile = match built.and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(other) => other,
    };
    must(
        Command::new(root.join("data/debian/make"))
            .arg(profile)
            .args(["--fast", "--output"])
            .arg(folder.join("new.deb")),
    );
    folder.join("new.deb")
}

/// The package of a version before. `KETNOI_DRILL_BEFORE` names a program whose tables are older; without it the program
/// is the same one, and what dpkg does under people's hands is tried.
fn of_before(new: &Path, folder: &Path) -> PathBuf {
    let parts = folder.join("parts");
    must(Command::new("dpkg-deb").arg("-R").args([new, &parts]));
    let control = parts.join("DEBIAN/control");
    let text = fs::read_to_string(&control).expect("a control file");
    let version = text
        .lines()
        .find(|l| l.starts_with("Version: "))
        .expect("a version");
    fs::write(&control, text.replace(version, "Version: 0.0.9-1")).expect("written");
    if let Some(program) = std::env::var_os("KETNOI_DRILL_BEFORE") {
        fs::copy(program, parts.join("usr/bin/ketnoi")).expect("copied");
    }
    let old = folder.join("old.deb");
    must(
        Command::new("dpkg-deb")
            .args(["-Zgzip", "-z1", "--root-owner-group", "-b"])
            .args([&parts, &old]),
    );
    old
}

#[test]
fn the_package_keeps_what_people_wrote_whatever_is_done_with_it() {
    if let Some(why) = missing() {
        return skip(why);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let new = made(folder.path());
    let linted = new.clone();
    // Beside the drill, because it takes as long.
    let judge = thread::spawn(move || {
        run(Command::new("lintian")
            .args([
                "--allow-root",
                "--fail-on",
                "error,warning",
                "--tag-display-limit",
                "0",
            ])
            .arg(linted))
    });
    let old = of_before(&new, folder.path());
    let before = std::env::var_os("KETNOI_DRILL_BEFORE").map_or("same", |_| "older");
    let words = [
        old.display().to_string(),
        new.display().to_string(),
        before.to_owned(),
    ];
    let said = apart::run(folder.path(), include_str!("../common/package.sh"), &words);
    println!("{said}");
    let judged = judge.join().expect("lintian ran");
    assert!(
        judged.status.success(),
        "{}{}",
        String::from_utf8_lossy(&judged.stdout),
        String::from_utf8_lossy(&judged.stderr)
    );
}
