//! Charts and what becomes of documents, for tests of what leaves the house; and the programs that read it back.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ketnoi::chart::{Bar, Bars, Chart, Curve, Point, Tile, Tiles, Tone};
use ketnoi::core::names::Lang;
use ketnoi::core::roster::{Roster, Tiling};
use ketnoi::refdata;

use super::pty;

/// All tones, each with what it means.
pub const TONES: [(Tone, &str); 7] = [
    (Tone::Good, "Đã duyệt"),
    (Tone::Here, "Đã nhận, đúng hạn"),
    (Tone::Late, "Đã nhận, quá hạn"),
    (Tone::Back, "Trả lại, bổ sung"),
    (Tone::Missing, "Chưa báo cáo, quá hạn"),
    (Tone::Quiet, "Miễn"),
    (Tone::Plain, "Số hoạt động"),
];

fn legend(n: usize) -> Vec<(Tone, String)> {
    TONES[..n]
        .iter()
        .map(|(tone, words)| (*tone, (*words).to_owned()))
        .collect()
}

/// The map of a roster, its units in all states.
pub fn tiles(roster: &Roster) -> Chart {
    let tile = |(i, ix)| {
        let (column, row) = roster.tile(ix, Tiling::Map)?;
        let (tone, _) = TONES[i % 6];
        let letters = roster.abbr(ix).to_owned();
        Some(Tile {
            column,
            row,
            letters,
            tone,
        })
    };
    let islands = |inset: &ketnoi::core::roster::Inset| {
        let (column, row) = inset.at(Tiling::Map);
        (column, row, inset.name.get(Lang::Vi).to_owned())
    };
    Chart::Tiles(Tiles {
        title: "Tình hình báo cáo của các địa phương".into(),
        tiles: roster
            .tiled()
            .iter()
            .copied()
            .enumerate()
            .filter_map(tile)
            .collect(),
        places: roster.insets().iter().map(islands).collect(),
        legend: legend(6),
    })
}

/// Reports by region.
pub fn by_region(roster: &Roster) -> Chart {
    let bar = |(i, region): (usize, &ketnoi::core::roster::Region)| {
        let counts = [i + 2, 3, i % 3, 1, (i * 2) % 4, i % 2];
        let pieces = TONES.iter().zip(counts).map(|((tone, _), n)| (*tone, n as f64));
        Bar {
            name: region.name.get(Lang::Vi).to_owned(),
            pieces: pieces.collect(),
            figure: format!("{}/{}", i + 5, counts.iter().sum::<usize>()),
        }
    };
    Chart::Bars(Bars {
        title: "Báo cáo theo vùng".into(),
        bars: roster.regions().iter().enumerate().map(bar).collect(),
        legend: legend(6),
    })
}

/// How reports came in.
pub fn burn_up() -> Chart {
    let counts = [
        0, 0, 1, 1, 3, 5, 5, 8, 13, 14, 21, 21, 22, 30, 41, 47, 52, 52, 55, 58,
    ];
    let point = |(i, n): (usize, &i32)| Point {
        day: i as i32,
        value: f64::from(*n),
    };
    let days = (0..20)
        .step_by(2)
        .map(|d| (d, format!("{:02}/{:02}", (d + 19) % 31 + 1, 5 + (d + 19) / 31)));
    Chart::BurnUp(Curve {
        title: "Số báo cáo đã nhận theo ngày".into(),
        points: counts.iter().enumerate().map(point).collect(),
        days: days.collect(),
        goal: (63.0, "63 đơn vị phải báo cáo".into()),
        deadline: (15, "Hết hạn: 04/6/2020".into()),
    })
}

/// One of each, and what is at their edges: nothing at all, and more than anybody would draw.
pub fn charts() -> Vec<(&'static str, Chart)> {
    let roster = |id: &str| refdata::roster(id).expect("a roster");
    let nothing = Bars {
        title: String::new(),
        bars: Vec::new(),
        legend: Vec::new(),
    };
    let no_days = Curve {
        title: "<&>\"' \u{1b}[2J".into(),
        points: Vec::new(),
        days: Vec::new(),
        goal: (f64::NAN, String::new()),
        deadline: (0, String::new()),
    };
    let wild = Bars {
        title: "Chương trình ".repeat(40),
        bars: vec![Bar {
            name: "Đ".repeat(300),
            pieces: vec![
                (Tone::Late, f64::INFINITY),
                (Tone::Good, -3.0),
                (Tone::Here, 1e300),
            ],
            figure: "1".repeat(60),
        }],
        legend: legend(7),
    };
    vec![
        ("map-34", tiles(&roster("vn-provinces-34"))),
        ("map-63", tiles(&roster("vn-provinces-63"))),
        ("regions", by_region(&roster("vn-provinces-63"))),
        ("burn-up", burn_up()),
        ("nothing", Chart::Bars(nothing)),
        ("no-days", Chart::BurnUp(no_days)),
        ("wild", Chart::Bars(wild)),
        (
            "no-tiles",
            Chart::Tiles(Tiles {
                title: String::new(),
                tiles: Vec::new(),
                places: Vec::new(),
                legend: Vec::new(),
            }),
        ),
    ]
}

/// A folder for what a test makes and a person may look at afterwards, below `target/tmp`.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Runs a program that is part of a drill; `None` where it is not installed.
pub fn run(program: &str, args: &[&str]) -> Option<Output> {
    match Command::new(program).args(args).output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program} {args:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(output)
        }
        Err(why) => {
            pty::skip(&format!("no {program}: {why}"));
            None
        }
    }
}

/// Has `LibreOffice` make something else of a file, beside it, in a profile of its own.
pub fn converted(file: &Path, to: &str) -> Option<PathBuf> {
    let folder = file.parent().expect("a folder");
    let profile = tempfile::tempdir().expect("a folder");
    let own = format!("-env:UserInstallation=file://{}", profile.path().display());
    let text = |p: &Path| p.display().to_string();
    let args = [
        &own,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        &text(folder),
        &text(file),
    ];
    run("soffice", &args)?;
    let ending = to.split(':').next().unwrap_or(to);
    let made = file.with_extension(ending);
    assert!(made.exists(), "{} became no {ending}", file.display());
    Some(made)
}
