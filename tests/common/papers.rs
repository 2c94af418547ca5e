//! Papers as they leave the house, and what the parts of a DOCX say.

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use ketnoi::chart::{Bar, Bars, Chart, Tone};
use ketnoi::core::names::{BlobId, Lang};
use ketnoi::docxout;
use ketnoi::paper::{
    Align, Block, Column, Head, Holds, Item, Kind, Paper, Picture, Section, Shown, Sign, SourceId, Span,
    Table,
};
use zip::ZipArchive;

/// A photo that a document can show.
pub const PHOTO: &[u8] = include_bytes!("../photos/progressive.jpg");

pub fn text(words: &str) -> Block {
    Block::Text(vec![Span::plain(words)])
}

pub fn heading(level: u8, number: &str, title: &str) -> Block {
    Block::Heading {
        level,
        number: number.to_owned(),
        title: title.to_owned(),
    }
}

pub fn column(head: &str, align: Align, share: u16) -> Column {
    Column {
        head: head.to_owned(),
        align,
        share,
    }
}

/// A table of units, so many rows long.
pub fn table(rows: usize, wide: bool) -> Block {
    let row = |n: usize| {
        let cells = [
            format!("{n:02}"),
            "Sở Thông tin và Truyền thông".to_owned(),
            "Hội thảo trực tuyến về chuyển đổi số".to_owned(),
            format!("{}", n * 125),
        ];
        cells.into_iter().map(|c| vec![Span::plain(c)]).collect()
    };
    Block::Table(Table {
        caption: "Bảng 1. Kết quả của các địa phương".to_owned(),
        columns: vec![
            column("TT", Align::Middle, 1),
            column("Đơn vị", Align::Left, 5),
            column("Hoạt động", Align::Left, 6),
            column("Số người", Align::Right, 2),
        ],
        rows: (1..=rows).map(row).collect(),
        sum: false,
        wide,
    })
}

pub fn chart() -> Block {
    let bar = |name: &str, here, late| Bar {
        name: name.to_owned(),
        pieces: vec![(Tone::Here, here), (Tone::Late, late)],
        figure: format!("{}", here + late),
    };
    Block::Chart(
        Chart::Bars(Bars {
            title: "Báo cáo theo vùng".to_owned(),
            bars: vec![bar("Đồng bằng sông Hồng", 9.0, 2.0), bar("Tây Nguyên", 4.0, 1.0)],
            legend: vec![
                (Tone::Here, "Đúng hạn".to_owned()),
                (Tone::Late, "Muộn".to_owned()),
            ],
        }),
        "Hình 1. Báo cáo theo vùng".to_owned(),
    )
}

pub fn picture(n: usize) -> Block {
    Block::Picture(Picture {
        file: BlobId(format!("{n:064}")),
        name: format!("anh-{n}.jpg"),
        caption: format!("Ảnh {n}. Ngày hội chuyển đổi số tại Đắk Lắk"),
        source: SourceId(0),
    })
}

/// A report with everything that one has, filled in.
pub fn report() -> Paper {
    let long = "Thực hiện Công văn số 1568/BTTTT-HTQT ngày 29 tháng 4 năm 2020 của Bộ Thông tin và Truyền thông về việc tổ chức \
                các hoạt động nhân Ngày Viễn thông và Xã hội thông tin thế giới, 61 địa phương đã gửi báo cáo, trong đó 58 địa phương gửi \
                đúng thời hạn";
    let point = "Các đơn vị đã tổ chức hội thảo, tọa đàm, cuộc thi và các hoạt động truyền thông trên báo, đài và mạng xã hội, thu hút sự \
                 tham gia của nhiều tầng lớp nhân dân ở cả thành thị và nông thôn.";
    Paper {
        lang: Lang::Vi,
        kind: Kind::Report,
        title: "Báo cáo tổng hợp WTISD 2020".to_owned(),
        head: Head {
            parent: None,
            issuer: "Bộ Thông tin và Truyền thông".to_owned(),
            symbol: "BC-BTTTT".to_owned(),
            number: Some("45".to_owned()),
            place: "Hà Nội".to_owned(),
            day: NaiveDate::from_ymd_opt(2020, 7, 15),
            kind_name: Some("Báo cáo".to_owned()),
            subject: vec![
                "Kết quả tổ chức các hoạt động nhân Ngày Viễn thông và Xã hội thông tin thế giới năm 2020"
                    .to_owned(),
            ],
            addressees: vec!["Thủ tướng Chính phủ".to_owned()],
        },
        body: Section {
            blocks: vec![
                text(&format!("{long}.")),
                heading(0, "Phần I", "Tình hình chung"),
                heading(1, "I.", "Kết quả thực hiện"),
                text(&format!("{point} Chi tiết tại Phụ lục I và Phụ lục II.")),
                heading(2, "1.", "Hoạt động theo vùng"),
                text(point),
                table(6, false),
                chart(),
                heading(3, "a)", "Các hoạt động trực tuyến"),
                text(point),
                heading(3, "b)", "Các hoạt động trực tiếp"),
                Block::List(vec![
                    Item {
                        spans: vec![
                            Span::plain("Hội thảo: "),
                            Span::bold("125"),
                            Span::plain(" buổi;"),
                        ],
                    },
                    Item {
                        spans: vec![Span::plain("Cuộc thi: 12 cuộc.")],
                    },
                ]),
                Block::Note(vec![Span::plain("Số liệu của 61/63 địa phương.")]),
                heading(1, "II.", "Kiến nghị"),
                text(&format!("{point} Kính trình Thủ tướng Chính phủ xem xét.")),
            ],
            ..Section::default()
        },
        sign: Some(Sign {
            office: vec!["KT. BỘ TRƯỞNG".to_owned(), "THỨ TRƯỞNG".to_owned()],
            name: "Nguyễn Văn An".to_owned(),
            recipients: vec![
                "Như trên".to_owned(),
                "Bộ trưởng (để báo cáo)".to_owned(),
                "Các Sở Thông tin và Truyền thông".to_owned(),
                "Lưu: VT, HTQT (2)".to_owned(),
            ],
        }),
        appendices: vec![
            Section {
                name: "Phụ lục I".to_owned(),
                title: "Kết quả của các địa phương".to_owned(),
                holds: Holds::Units,
                blocks: vec![table(63, true)],
            },
            Section {
                name: "Phụ lục II".to_owned(),
                title: "Hình ảnh".to_owned(),
                holds: Holds::Photos,
                blocks: (1..=7).map(picture).collect(),
            },
        ],
        electronic: true,
        made_from: "2020-07-15T00:00:00+07:00, #1204 ab12".to_owned(),
        unfilled: vec![],
        sources: ketnoi::paper::Sources::default(),
    }
}

/// The same as nobody has filled anything in.
pub fn unfilled() -> Paper {
    let mut paper = report();
    paper.head = Head {
        kind_name: Some("Báo cáo".to_owned()),
        symbol: "BC-…".to_owned(),
        subject: paper.head.subject,
        ..Head::default()
    };
    paper.sign = Some(Sign::default());
    paper
}

/// A letter to several.
pub fn letter() -> Paper {
    let mut paper = report();
    paper.kind = Kind::Letter;
    paper.head.kind_name = None;
    paper.head.symbol = "BTTTT-HTQT".to_owned();
    paper.head.subject =
        vec!["đôn đốc gửi báo cáo kết quả tổ chức các hoạt động nhân Ngày Viễn thông thế giới".to_owned()];
    paper.head.addressees = vec![
        "Sở Thông tin và Truyền thông tỉnh Đắk Lắk".to_owned(),
        "Sở Thông tin và Truyền thông tỉnh Cao Bằng".to_owned(),
    ];
    paper.body.blocks = vec![
        text(
            "Bộ Thông tin và Truyền thông đề nghị Quý Sở gửi báo cáo kết quả trước ngày 05 tháng 6 năm 2020 để tổng hợp, báo cáo Lãnh đạo Bộ.",
        ),
        text("Xin trân trọng cảm ơn."),
    ];
    paper.appendices = vec![];
    paper
}

/// A photo is there; its size is that of [`PHOTO`].
#[expect(
    clippy::unnecessary_wraps,
    reason = "what a paper asks for its photos may fail"
)]
pub fn shown(_: &Picture) -> Result<Shown, String> {
    Ok(Shown {
        jpeg: PHOTO.to_vec(),
        width: 640,
        height: 480,
    })
}

pub fn docx(paper: &Paper) -> Vec<u8> {
    docxout::write(paper, Cursor::new(Vec::new()), &mut shown)
        .expect("memory takes it")
        .into_inner()
}

/// The text of a part.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut text = String::new();
    let mut part = zip.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("it is text");
    text
}
