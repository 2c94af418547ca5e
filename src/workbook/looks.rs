//! How the cells of the form look: white where something is to be filled in, grey where nothing is.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How cells look.
pub(super) struct Looks {
    pub title: Format,
    pub words: Format,
    pub heading: Format,
    pub key: Format,
    pub fixed: Format,
    pub open: Format,
    pub day: Format,
    pub whole: Format,
    pub text: Format,
    pub paper: Format,
}

impl Looks {
    pub fn new() -> Self {
        let font = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let boxed = || {
            font()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00A6_A6A6))
                .set_align(FormatAlign::Top)
        };
        let open = || boxed().set_text_wrap().set_unlocked();
        Self {
            title: font().set_bold().set_font_size(15),
            words: font().set_text_wrap().set_align(FormatAlign::Top),
            heading: boxed()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DD_E7F3)),
            key: font().set_font_color(Color::RGB(0x00A6_A6A6)),
            fixed: boxed()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00F2_F2F2)),
            open: open(),
            day: open().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            whole: open().set_num_format("#,##0"),
            // Numbers of goals: `9.1` must not become a day or a number.
            text: open().set_num_format("@"),
            paper: open().set_align(FormatAlign::Top),
        }
    }
}
