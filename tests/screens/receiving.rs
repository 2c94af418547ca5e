//! A report is taken in without leaving the screen: number, date and files of its document, what was asked for, which
//! version it becomes; files are picked from a folder, and what is said of them is written on the sheet.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use crate::common::desk::wtisd_2020;
use crate::common::screen::{SIZES, Screen, Setting, ledger};
use ketnoi::core::names::Lang;
use ketnoi::core::particulars::Consent;
use ketnoi::core::unit::UnitState;
use ketnoi::store::Site;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::overlay::Overlay;

/// A home with reports and photos in it, the newest last named.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("anh")).expect("a folder in it");
    for (name, hours) in [
        ("cu.pdf", 30),
        ("bao-cao.pdf", 1),
        ("anh-1.jpg", 5),
        ("anh-2.jpg", 6),
    ] {
        let path = home.path().join(name);
        fs::write(&path, format!("%PDF-1.4 {name}")).expect("a file");
        let when = UNIX_EPOCH + Duration::from_secs(1_590_000_000 - hours * 3_600);
        let file = File::options().append(true).open(&path).expect("the file");
        file.set_modified(when).expect("its time");
    }
    home
}

/// A dashboard over a campaign in which nothing has happened, with the cursor on Cao Bằng.
fn office(setting: &Setting, home: &Path) -> Screen {
    let ground = Ground {
        home: Some(home.to_owned()),
        ..Ground::default()
    };
    let ledger = ledger(&wtisd_2020(), Site::memory(), setting.now(), None);
    let mut screen = setting.over_on(ledger, ground);
    screen.press("/").type_in("cao bang").press("<enter>");
    screen
}

fn caobang(screen: &Screen) -> &UnitState {
    let campaign = &screen.model().stage.campaign;
    campaign.unit(campaign.roster().by_code("04").expect("a unit"))
}

fn english() -> Setting {
    Setting {
        lang: Lang::En,
        ..Setting::default()
    }
}

/// What opens a campaign is asked once: the first record of these stories is another's.
fn opened(screen: &mut Screen) {
    screen.press("n").type_in("mở").press("<enter>");
    if matches!(screen.model().overlay, Overlay::Confirm(_)) {
        screen.press("<enter>");
    }
    assert!(
        matches!(screen.model().overlay, Overlay::None),
        "{}",
        screen.text()
    );
}

#[test]
fn a_report_with_number_date_and_file_takes_six_keys_and_what_is_typed() {
    let home = home();
    let mut screen = office(&Setting::default(), home.path());
    opened(&mut screen);
    screen
        .press("r")
        .type_in("77/BC-STTTT")
        .press("<tab>")
        .type_in("26/5")
        .press("<tab> <c-o> <enter> <enter>");
    assert!(
        matches!(screen.model().overlay, Overlay::None),
        "{}",
        screen.text()
    );
    let unit = caobang(&screen);
    let version = unit.latest().expect("a version");
    let dated = version.symbol.dated.map(|d| d.to_string());
    assert_eq!(version.symbol.number, "77/BC-STTTT");
    assert_eq!(dated.as_deref(), Some("2020-05-26"));
    let files: Vec<&str> = unit.evidence.iter().map(|e| e.file.name.as_str()).collect();
    assert_eq!(files, ["bao-cao.pdf"], "the newest file of the folder");
    screen.press("<enter>").shows("Văn bản số 77/BC-STTTT ngày");
}

#[test]
fn a_folder_with_nothing_to_pick_says_so_and_the_way_up() {
    let home = tempfile::tempdir().expect("a folder");
    for (setting, words) in [
        (Setting::default(), "không có tệp nào để chọn"),
        (english(), "nothing to pick in this folder"),
    ] {
        let mut screen = office(&setting, home.path());
        opened(&mut screen);
        screen.press("r <tab> <tab> <c-o>").shows(words);
        // Where nothing has the name that is typed, that is another thing.
        std::fs::write(home.path().join("a.pdf"), "x").expect("written");
        screen.press("<esc> <c-o>").type_in("zz");
        assert!(!screen.text().contains(words), "{}", screen.text());
        std::fs::remove_file(home.path().join("a.pdf")).expect("removed");
    }
}

#[test]
fn a_plain_receipt_is_two_keys_and_a_mistaken_number_is_told_at_its_field() {
    let home = home();
    let mut screen = office(&english(), home.path());
    opened(&mut screen);
    screen
        .press("r")
        .type_in("báo cáo")
        .press("<enter>")
        .shows("Not the number of a document");
    screen
        .press("<c-u>")
        .type_in("Số: 77/bc-stttt ngày 26/5/2020")
        .shows("no. 77/BC-STTTT of 26/05/2020");
    screen
        .press("<tab>")
        .type_in("1/6")
        .press("<enter>")
        .shows("later than the day after");
    screen.press("<c-u> <enter>");
    let symbol = &caobang(&screen).latest().expect("a version").symbol;
    assert_eq!(symbol.number, "77/BC-STTTT");
    assert!(symbol.dated.is_some(), "the date behind the number is taken");
}

#[test]
fn the_form_says_which_version_it_becomes_and_ticks_what_is_named() {
    let home = home();
    let mut screen = office(&english().size((120, 40)), home.path());
    opened(&mut screen);
    let text = screen.press("r").text();
    assert!(
        text.contains("Asked for:") && !text.contains("becomes version"),
        "{text}"
    );
    let ticks = |text: &str| text.matches('√').count();
    let before = ticks(&text);
    let named = screen.press("<tab> <tab>").type_in("~/bao-cao.pdf").text();
    assert!(ticks(&named) > before, "a document may be the report: {named}");
    screen
        .press("<enter>")
        .press("r")
        .shows("Version 1 has been on record since")
        .shows("this becomes version 2");
    // In bulk: how many have a version, and no number, which is one unit's.
    let ledger = ledger(&wtisd_2020(), Site::memory(), english().now(), None);
    let mut screen = english().size((120, 40)).over(ledger);
    opened(&mut screen);
    screen.press("r <enter> <space> l <space> r");
    let text = screen.text();
    assert!(text.contains("1 of these 2 units has reported already"), "{text}");
    assert!(!text.contains("Number and symbol"), "{text}");
}

#[test]
fn files_are_picked_several_at_once_by_name_and_from_folders() {
    let home = home();
    for (i, setting) in [Setting::default(), english()].into_iter().enumerate() {
        for size in SIZES {
            let mut screen = office(&setting.clone().size(size), home.path());
            opened(&mut screen);
            screen.press("F <c-o>").type_in("anh").shows("anh-1.jpg");
            let text = screen.text();
            assert!(!text.contains("cu.pdf"), "{text}");
            screen
                .press("<insert> <insert>")
                .shows(["2 tệp", "2 files"][i])
                .press("<enter>");
            screen.press("<enter>");
            assert!(
                matches!(screen.model().overlay, Overlay::None),
                "{}",
                screen.text()
            );
            let files: Vec<&str> = caobang(&screen)
                .evidence
                .iter()
                .map(|e| e.file.name.as_str())
                .collect();
            assert_eq!(files, ["anh-1.jpg", "anh-2.jpg"], "{size:?}");
        }
    }
}

#[test]
fn a_folder_is_gone_into_left_and_may_vanish() {
    let home = home();
    fs::write(home.path().join("anh/trong.jpg"), "x").expect("a file");
    let ascii = Setting {
        ascii: true,
        look: "mono",
        ..english()
    };
    let mut screen = office(&ascii.size((40, 12)), home.path());
    opened(&mut screen);
    screen
        .press("F <c-o>")
        .type_in("anh/")
        .press("<c-u>")
        .type_in("cu")
        .shows("cu.pdf");
    screen
        .press("<c-u> <home>")
        .type_in("anh")
        .press("<up> <up> <enter>")
        .shows("trong.jpg");
    screen.press("<backspace>").shows("bao-cao.pdf");
    // Gone when it is to be opened: a sentence, and what was shown stays.
    fs::remove_file(home.path().join("anh/trong.jpg")).expect("removed");
    fs::remove_dir(home.path().join("anh")).expect("removed");
    screen
        .type_in("anh")
        .press("<up> <up> <enter>")
        .shows("cannot be read");
    screen.press("<esc>");
    let Overlay::Form(form) = &screen.model().overlay else {
        panic!("back in the form: {}", screen.text())
    };
    assert!(form.picker().is_none() && form.files_text() == Some(""));
}

/// A folder of scanned letters that nobody ever cleared.
#[test]
fn a_folder_of_many_thousand_files_shows_the_newest_and_says_so() {
    let home = home();
    let many = home.path().join("nhieu");
    fs::create_dir(&many).expect("a folder");
    for n in 0..5_000 {
        fs::write(many.join(format!("quet-{n:05}.pdf")), "").expect("a file");
    }
    let mut screen = office(&english().size((120, 40)), home.path());
    opened(&mut screen);
    screen
        .press("F <c-o>")
        .type_in("nhieu")
        .press("<enter>")
        .shows("The newest 1,000 of 5,000 are shown")
        .shows("quet-");
    screen.press("<esc>");
    let Overlay::Form(form) = &screen.model().overlay else {
        panic!("back in the form: {}", screen.text())
    };
    assert!(form.picker().is_none());
}

#[test]
fn a_caption_and_consent_are_written_on_the_sheet_and_undone() {
    let home = home();
    let mut screen = office(&english().size((200, 60)), home.path());
    opened(&mut screen);
    screen.press("F").type_in("~/anh-1.jpg").press("<enter> <enter>");
    screen
        .press("<tab> C")
        .type_in("Lễ phát động")
        .press("<tab>")
        .type_in("yes")
        .press("<enter>");
    screen.shows("Lễ phát động, may be shown: yes");
    let id = caobang(&screen)
        .evidence
        .first()
        .expect("a file")
        .file
        .sha256
        .clone();
    assert_eq!(caobang(&screen).file_notes.consent(&id), Consent::Yes);
    screen.press("C <enter>").shows("Nothing");
    screen.press("<esc> u");
    assert_eq!(caobang(&screen).file_notes.of(&id), None);
    screen.press("F <esc>");
}

#[test]
fn the_own_copy_of_a_document_is_kept_from_its_place() {
    for (lang, kept, one) in [
        (Lang::Vi, "Bản lưu: bao-cao.pdf", "Mỗi tài liệu lưu một tệp"),
        (Lang::En, "Own copy: bao-cao.pdf", "kept as one file"),
    ] {
        for size in SIZES {
            let home = home();
            let setting = Setting {
                lang,
                size,
                ..Setting::default()
            };
            let mut screen = office(&setting, home.path());
            opened(&mut screen);
            // The theme is no document.
            screen.press("8 F");
            assert!(
                matches!(screen.model().overlay, Overlay::None),
                "{}",
                screen.text()
            );
            screen.press("<end> F");
            assert!(
                matches!(screen.model().overlay, Overlay::Form(_)),
                "{}",
                screen.text()
            );
            // Nothing, several, and one that is not there: said at the field, and nothing is lost.
            screen.press("<ctrl-s>");
            assert!(matches!(screen.model().overlay, Overlay::Form(_)));
            screen
                .type_in("~/bao-cao.pdf\n~/cu.pdf")
                .press("<ctrl-s>")
                .shows(one.split(' ').next().expect("a word"));
            screen
                .press("<ctrl-u>")
                .type_in("~/khong-co.pdf")
                .press("<ctrl-s>");
            assert!(
                matches!(screen.model().overlay, Overlay::Form(_)),
                "{}",
                screen.text()
            );
            let before = screen.model().live().seq();
            screen
                .press("<ctrl-u>")
                .type_in("~/bao-cao.pdf")
                .press("<ctrl-s>");
            assert!(
                matches!(screen.model().overlay, Overlay::None),
                "{}",
                screen.text()
            );
            let campaign = screen.model().live();
            assert_eq!(campaign.seq(), before + 1);
            let file = campaign.document("res-71-annex-1").expect("a copy");
            assert_eq!((file.name.as_str(), file.size), ("bao-cao.pdf", 20));
            if size.1 >= 24 {
                screen.shows(kept);
            }
            // The same file a second time changes nothing, and undo takes it back.
            screen.press("F").type_in("~/bao-cao.pdf").press("<ctrl-s>");
            assert_eq!(screen.model().live().seq(), before + 1);
            screen.press("<esc> u");
            assert!(screen.model().live().document("res-71-annex-1").is_none());
        }
    }
}

#[test]
fn a_document_is_picked_from_a_folder_like_any_file() {
    let home = home();
    let mut screen = office(&english().size((120, 40)), home.path());
    opened(&mut screen);
    screen.press("8 <end> F <ctrl-o>").shows("bao-cao.pdf");
    screen.press("<enter> <ctrl-s>");
    let kept = screen.model().live().document("res-71-annex-1");
    let name = kept.map(|f| f.name.clone());
    assert_eq!(name.as_deref(), Some("bao-cao.pdf"), "{}", screen.text());
}
