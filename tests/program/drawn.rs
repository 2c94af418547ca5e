//! Charts as other programs read them. What is made is kept below `target/tmp/drawn`, for whoever wants to look.

use std::fs;

use ketnoi::chart::{draw, emf, svg};
use ketnoi::core::names::Lang;

use crate::common::leaving::{charts, converted, folder, run};

#[test]
fn the_same_figures_are_the_same_bytes_whatever_was_drawn_before() {
    let all = || {
        let made = |(_, chart)| {
            let drawing = draw(&chart, Lang::Vi);
            (svg(&drawing), emf(&drawing))
        };
        charts().into_iter().map(made).collect::<Vec<_>>()
    };
    assert_eq!(all(), all());
}

#[test]
fn a_browser_s_reader_takes_each_svg_and_both_archipelagos_are_on_each_map() {
    let folder = folder("drawn-svg");
    for (name, chart) in charts() {
        let made = svg(&draw(&chart, Lang::Vi));
        if name.starts_with("map") {
            for islands in ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"] {
                assert!(made.contains(islands), "{name}: {islands}");
            }
        }
        let file = folder.join(name).with_extension("svg");
        fs::write(&file, made).expect("a file");
        let path = file.display().to_string();
        let picture = file.with_extension("png").display().to_string();
        if run(
            "rsvg-convert",
            &["-b", "white", "-d", "150", "-p", "150", "-o", &picture, &path],
        )
        .is_none()
        {
            return;
        }
    }
}

#[test]
fn an_office_reads_each_emf_with_its_words_as_words() {
    let folder = folder("drawn-emf");
    let words = [
        (
            "map-34",
            vec![
                "Quần đảo",
                "Hoàng Sa",
                "Trường Sa",
                "TQG",
                "Chưa báo cáo, quá hạn",
            ],
        ),
        (
            "regions",
            vec!["Đồng bằng sông Hồng", "Báo cáo theo vùng", "7/10"],
        ),
        (
            "burn-up",
            vec!["63 đơn vị phải báo cáo", "Hết hạn: 04/6/2020", "60"],
        ),
    ];
    for (name, chart) in charts() {
        let file = folder.join(name).with_extension("emf");
        fs::write(&file, emf(&draw(&chart, Lang::Vi))).expect("a file");
        let Some((_, wanted)) = words.iter().find(|(n, _)| *n == name) else {
            continue;
        };
        let Some(paper) = converted(&file, "pdf") else {
            return;
        };
        let path = paper.display().to_string();
        let Some(said) = run("pdftotext", &["-layout", &path, "-"]) else {
            return;
        };
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        for words in wanted {
            assert!(said.contains(words), "{name}: {words} in\n{said}");
        }
        let picture = file.with_extension("").display().to_string();
        run("pdftoppm", &["-png", "-r", "110", &path, &picture]);
    }
}
