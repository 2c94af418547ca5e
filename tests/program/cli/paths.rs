//! Every path that is written, and every file that is read: what belongs to a store or to the settings, and what is no
//! ordinary file, is refused in a sentence, and nothing is waited for (reliability row 69).

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::home::Home;

/// A home with a store, a kept file, another store, and things that stand in the way.
fn home() -> Home {
    let home = Home::new();
    home.write("a.yaml", "schema: 1\npeople: []\n");
    home.ok(&["evidence", "add", "CBG", "a.yaml"]);
    let other = format!("sqlite:{}", home.path("other/k.db").display());
    home.ok(&["campaign", "open", "wtisd-2020", "--store", &other]);
    fs::create_dir_all(home.path(".config/ketnoi")).expect("a folder");
    home.write(".config/ketnoi/config.yaml", "theme: default\n");
    fs::create_dir_all(home.path(".local/share/ketnoi/data/rosters")).expect("a folder");
    symlink(home.path("data"), home.path("by-link")).expect("a link");
    symlink(home.path("data/ketnoi.db"), home.path("link")).expect("a link");
    symlink("/nowhere", home.path("dangling")).expect("a link");
    fs::hard_link(home.path("other/k.db"), home.path("second-name")).expect("a second name");
    fs::hard_link(home.path(".config/ketnoi/config.yaml"), home.path("settings-too")).expect("a second name");
    mknodat(CWD, home.path("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
    home
}

fn hash(home: &Home) -> String {
    let list = home.json(&["evidence", "list", "CBG"]);
    list["evidence"][0]["sha256"].as_str().expect("a hash").to_owned()
}

/// Paths below the home that nobody may write, with what the sentence says.
fn barred(home: &Home) -> Vec<(String, &'static str)> {
    let blob = hash(home);
    let mut all: Vec<(String, &str)> = [
        ("data/ketnoi.db", "belongs to a store"),
        ("data/ketnoi.db-wal", "belongs to a store"),
        ("data/ketnoi.db-shm", "belongs to a store"),
        ("data/ketnoi.db-journal", "belongs to a store"),
        ("data/ketnoi.db.blobs", "belongs to a store"),
        ("data/ketnoi.db.blobs/.new-0123", "belongs to a store"),
        ("data/../data/ketnoi.db", "belongs to a store"),
        ("by-link/ketnoi.db", "belongs to a store"),
        ("by-link/ketnoi.db-wal", "belongs to a store"),
        ("data/KETNOI.DB", "belongs to a store"),
        ("second-name", "belongs to a store"),
        ("other/k.db", "belongs to a store"),
        ("other/k.db-wal", "belongs to a store"),
        ("other/k.db.blobs/x", "belongs to a store"),
        ("data/access.yaml", "belongs to the settings"),
        ("access.yaml", "belongs to the settings"),
        (".config/ketnoi/config.yaml", "belongs to the settings"),
        ("settings-too", "belongs to the settings"),
        (
            ".local/share/ketnoi/data/rosters/vn-provinces-63.yaml",
            "belongs to the settings",
        ),
        ("link", "is a link"),
        ("dangling", "is a link"),
        ("pipe", "not an ordinary file"),
    ]
    .map(|(path, said)| (path.to_owned(), said))
    .to_vec();
    let below = format!("data/ketnoi.db.blobs/{}/{}", &blob[..2], &blob[2..]);
    all.push((below, "belongs to a store"));
    all.push(("/etc/ketnoi/access.yaml".to_owned(), "belongs to the settings"));
    all.push(("/dev/null".to_owned(), "not an ordinary file"));
    all
}

/// Everything below a folder, with the bytes of the files; the courtesies of the engine aside.
fn bytes(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).expect("a folder").map(|e| e.expect("an entry")) {
        let kind = entry.file_type().expect("a kind");
        let name = entry.path().display().to_string();
        if kind.is_dir() {
            all.extend(bytes(&entry.path()));
        } else if kind.is_file() && !name.ends_with("-shm") && !name.ends_with("-wal") {
            all.push((name, fs::read(entry.path()).expect("read")));
        } else if !kind.is_file() {
            all.push((name, Vec::new()));
        }
    }
    all.sort();
    all
}

#[test]
fn no_command_writes_over_a_store_the_settings_or_what_is_no_file() {
    let home = home();
    home.ok(&["backup", "good.tar"]);
    let before = bytes(&home.path(""));
    for (path, said) in barred(&home) {
        let save = ["evidence", "save", "CBG", "a.yaml", "--force", "-o", &path];
        let doors: [&[&str]; 2] = [&save, &["backup", &path, "--force"]];
        for door in doors {
            let told = home.fails(1, door);
            assert!(told.contains(said) && told.contains(&path), "{door:?}: {told}");
        }
        // What stands there is left alone by what never writes over anything, and what does not is refused by its name.
        let told = home.fails(
            1,
            &[
                "campaign",
                "new",
                "thu-2021",
                "--day",
                "2021-05-17",
                "--roster",
                "vn-provinces-63",
                "--from",
                "wtisd-2020",
                "-o",
                &path,
            ],
        );
        let there = said == "is a link" && told.contains("already there");
        assert!(told.contains(said) || there, "{path}: {told}");
    }
    assert_eq!(bytes(&home.path("")), before, "not a byte changed");
    home.ok(&["log", "--verify"]);
}

#[test]
fn no_folder_is_made_among_the_settings_or_the_files_of_a_store_and_none_is_left_empty() {
    let home = home();
    let house = Path::new("/etc/ketnoi").exists();
    let before = bytes(&home.path(""));
    for (folder, said) in [
        ("/etc/ketnoi", "belongs to the settings"),
        ("/etc/ketnoi/letters", "belongs to the settings"),
        (
            ".local/share/ketnoi/data/rosters/letters",
            "belongs to the settings",
        ),
        ("data/ketnoi.db.blobs", "belongs to a store"),
        ("data/ketnoi.db.blobs/letters", "belongs to a store"),
        ("other/k.db.blobs", "belongs to a store"),
        ("link", "is a link"),
        ("pipe", "not an ordinary file"),
        ("no/such", "no/such"),
    ] {
        let told = home.fails(1, &["remind", "HGG", "--to", folder]);
        assert!(told.contains(said), "{folder}: {told}");
    }
    assert_eq!(bytes(&home.path("")), before, "not a byte changed");
    assert_eq!(
        Path::new("/etc/ketnoi").exists(),
        house,
        "the house's folder was made"
    );
    home.ok(&["remind", "HGG", "--to", "letters"]);
    let mode = fs::metadata(home.path("letters")).expect("there").permissions();
    assert_eq!(mode.mode() & 0o777, 0o700, "letters are their owner's");
}

#[test]
fn a_folder_of_man_pages_is_no_folder_of_a_store() {
    let home = home();
    let told = home.fails(1, &["man", "data/ketnoi.db.blobs/man"]);
    assert!(told.contains("belongs to a store"), "{told}");
    assert!(!home.path("data/ketnoi.db.blobs/man").exists());
    home.ok(&["man", "pages"]);
    home.ok(&["man", "pages"]);
    fs::remove_file(home.path("pages/ketnoi.1")).expect("removed");
    symlink(home.path("data/ketnoi.db"), home.path("pages/ketnoi.1")).expect("a link");
    let told = home.fails(1, &["man", "pages"]);
    assert!(told.contains("is a link"), "{told}");
}

#[test]
fn a_store_is_restored_into_no_part_of_another_nor_into_the_settings() {
    let home = home();
    home.ok(&["backup", "good.tar"]);
    let before = bytes(&home.path(""));
    for (path, said) in [
        ("other/k.db-journal", "belongs to a store"),
        ("other/k.db.blobs/new.db", "belongs to a store"),
        ("empty/access.yaml", "belongs to the settings"),
        ("/etc/ketnoi/k.db", "belongs to the settings"),
    ] {
        let told = home.fails(1, &["restore", "good.tar", "--store", &format!("sqlite:{path}")]);
        // Where the name says it, it is refused as a store already.
        let by_name = told.contains("is a part of a store or of the settings");
        assert!(told.contains(said) || by_name, "{path}: {told}");
    }
    assert_eq!(bytes(&home.path("")), before);
}

#[test]
fn a_log_is_no_part_of_a_store_nor_of_the_settings() {
    let home = home();
    // The half that is put aside would be a store's too.
    fs::create_dir(home.path("third")).expect("a folder");
    let third = format!("sqlite:{}", home.path("third/log.1").display());
    home.ok(&["campaign", "open", "wtisd-2020", "--store", &third]);
    let before = bytes(&home.path("data"));
    for (log, said) in [
        ("data/ketnoi.db", "belongs to a store"),
        ("data/ketnoi.db-wal", "belongs to a store"),
        ("by-link/ketnoi.db", "belongs to a store"),
        ("second-name", "belongs to a store"),
        ("other/k.db", "belongs to a store"),
        ("third/log", "belongs to a store"),
        ("access.yaml", "belongs to the settings"),
        ("settings-too", "belongs to the settings"),
        ("own.yaml", "belongs to the settings"),
    ] {
        home.write("own.yaml", format!("log: {log}\n"));
        for command in [
            &["status"][..],
            &["config", "check"],
            &["report", "accept", "CBG"],
        ] {
            let mut words = command.to_vec();
            words.extend(["--config", "own.yaml"]);
            let told = home.fails(1, &words);
            assert!(told.contains(said) && told.contains(log), "{log}: {told}");
        }
    }
    assert_eq!(bytes(&home.path("data")), before);
    // What is no file is not written to, which is no reason to refuse to work.
    for log in ["pipe", "/dev/null", "dangling", "state/ketnoi.log"] {
        home.write("own.yaml", format!("log: {log}\n"));
        home.ok(&["status", "--config", "own.yaml"]);
    }
}

#[test]
fn the_sentences_stand_in_both_languages() {
    let home = Home::speaking("vi");
    home.write("a.txt", "x");
    home.ok(&["evidence", "add", "CBG", "a.txt"]);
    for (path, said) in [
        ("data/ketnoi.db", "thuộc về một kho dữ liệu"),
        ("access.yaml", "thuộc về cấu hình hoặc tệp phân quyền"),
        ("/dev/null", "không phải là tệp thường"),
    ] {
        let told = home.fails(1, &["evidence", "save", "CBG", "a.txt", "--force", "-o", path]);
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn files_are_saved_into_a_folder_under_names_that_do_no_harm_and_to_standard_output() {
    let home = Home::new();
    home.write("báo cáo.txt", "một");
    home.write("-hai.txt", "hai");
    home.ok(&["evidence", "add", "CBG", "báo cáo.txt", "./-hai.txt"]);
    fs::create_dir(home.path("ra")).expect("a folder");
    home.ok(&["evidence", "save", "CBG", "báo cáo.txt", "-o", "ra"]);
    assert_eq!(home.read("ra/báo cáo.txt"), "một");
    home.fails(1, &["evidence", "save", "CBG", "báo cáo.txt", "-o", "ra"]);
    let saved = home.json(&["evidence", "save", "CBG", "báo cáo.txt", "-o", "ra/", "--force"]);
    assert_eq!(saved["schema"], "ketnoi.saved/1");
    assert_eq!(saved["file"], "ra/báo cáo.txt");
    fs::create_dir(home.path("hai")).expect("a folder");
    let saved = home.json(&["evidence", "save", "CBG", "báo cáo.txt", "hai", "-o", "hai"]);
    assert_eq!(saved["schema"], "ketnoi.saved-files/1");
    assert_eq!(saved["files"].as_array().map(Vec::len), Some(2));
    assert_eq!(home.read("hai/_hai.txt"), "hai");
    // A mistaken name is told before anything is written; several files need a folder.
    fs::create_dir(home.path("ba")).expect("a folder");
    home.fails(
        4,
        &["evidence", "save", "CBG", "báo cáo.txt", "không có", "-o", "ba"],
    );
    assert_eq!(fs::read_dir(home.path("ba")).expect("a folder").count(), 0);
    home.fails(2, &["evidence", "save", "CBG", "báo cáo.txt", "hai", "-o", "one"]);
    home.fails(1, &["evidence", "save", "CBG", "báo cáo.txt", "-o", "nowhere/"]);

    assert_eq!(
        home.ok(&["evidence", "save", "CBG", "báo cáo.txt", "-o", "-"]),
        "một"
    );
    home.fails(2, &["evidence", "save", "CBG", "báo cáo.txt", "hai", "-o", "-"]);
    home.fails(
        2,
        &["evidence", "save", "CBG", "báo cáo.txt", "-o", "-", "--json"],
    );
    assert!(!home.path("-").exists());
}

#[test]
fn settings_and_reference_data_that_are_no_files_are_refused_and_not_waited_for() {
    let home = Home::new();
    home.write("a.txt", "x");
    let data = home.path("ref");
    fs::create_dir(&data).expect("a folder");
    home.write("own.yaml", "data_dir: ref\n");
    mknodat(CWD, home.path("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
    for config in ["pipe", "/proc/kmsg", "/proc/self/status", "/dev/zero", "ref"] {
        let told = home.fails(1, &["status", "--config", config]);
        assert!(
            told.contains("not an ordinary file") || told.contains("folder") || told.contains("denied"),
            "{config}: {told}"
        );
    }
    for below in [
        "rosters/vn-provinces-63.yaml",
        "calendar/vn.yaml",
        "indicators/national.yaml",
        "goals/connect2030-2018.yaml",
        "goals/sdg.yaml",
        "themes/wtisd.yaml",
    ] {
        let path = data.join(below);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
        home.write("thu.yaml", "");
        fs::remove_file(home.path("thu.yaml")).expect("removed");
        let words = [
            "campaign",
            "new",
            "thu-2021",
            "--day",
            "2021-05-17",
            "--roster",
            "vn-provinces-63",
            "--from",
            "wtisd-2020",
            "-o",
            "thu.yaml",
            "--config",
            "own.yaml",
        ];
        let ran = home.run(&words);
        if ran.code == 0 {
            let told = home.fails(1, &["campaign", "open", "thu.yaml", "--config", "own.yaml"]);
            assert!(told.contains(below), "{below}: {told}");
        } else {
            assert!(ran.code == 1 && ran.err.contains(below), "{below}: {}", ran.err);
        }
        fs::remove_file(&path).expect("removed");
    }
    for door in [
        &["campaign", "open", "pipe"][..],
        &["evidence", "add", "CBG", "pipe"],
        &["restore", "pipe"],
    ] {
        let told = home.fails(1, door);
        assert!(told.contains("ordinary file"), "{door:?}: {told}");
    }
    fs::create_dir(data.join("looks")).expect("a folder");
    mknodat(
        CWD,
        data.join("looks/own.yaml"),
        FileType::Fifo,
        Mode::RUSR | Mode::WUSR,
        0,
    )
    .expect("a pipe");
    let told = home.fails(1, &["--print", "text", "--theme", "own", "--config", "own.yaml"]);
    assert!(told.contains("ordinary file"), "{told}");
}
