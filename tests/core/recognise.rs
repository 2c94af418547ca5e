//! What the rules make of letters: what each is, whose, to which campaign it belongs, which document it brings. Every letter
//! is made for this project.

use std::sync::Arc;

use crate::common::desk::{Desk, at, wtisd_2020};
use crate::common::made::{Made, head, letter, name_of_ours, outcome, reasons, report, rules};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::Command;
use ketnoi::core::definition::{Definition, Dispatch};
use ketnoi::core::letter::Symbol;
use ketnoi::core::names::{CampaignId, UnitCode};
use ketnoi::core::recognition::Weights;
use ketnoi::core::status::Step;
use ketnoi::core::time::parse_date;
use ketnoi::mail::Auth;
use ketnoi::recognise::{FormCode, Hint, Rules};
use ketnoi::refdata;

/// An open campaign of 2020, over 63 provinces.
pub fn open_2020() -> Desk {
    open(wtisd_2020())
}

/// A campaign that was opened.
pub fn open(definition: Arc<Definition>) -> Desk {
    let mut desk = Desk::new();
    desk.campaign = Campaign::preview(Arc::clone(&definition));
    desk.now = at("2027-06-30T08:00:00+07:00");
    let order = Command::Open {
        definition,
        source: "shipped".to_owned(),
    };
    desk.order(order, "").expect("opened");
    desk
}

/// A campaign of 2027, over 34 provinces.
pub fn def_2027() -> Arc<Definition> {
    let mut def = refdata::model("wtisd-2027").expect("built in");
    def.theme.vi = "Chuyển đổi số vì phát triển bền vững".to_owned();
    def.mail_domains = vec![(
        "15".to_owned(),
        vec!["laocai.gov.vn".to_owned(), "yenbai.gov.vn".to_owned()],
    )];
    Arc::new(def)
}

const DAK_LAK: &str = "Sở TTTT Đắk Lắk <stttt@daklak.gov.vn>";
const COVER: &str = "Kính gửi: Vụ Hợp tác quốc tế\n\nSở Thông tin và Truyền thông tỉnh Đắk Lắk gửi báo cáo kết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020 (đính kèm).\n\nTrân trọng.\nTrần Thị Mẫu\nSở Thông tin và Truyền thông tỉnh Đắk Lắk\nĐịa chỉ: 08 Lý Thái Tổ, TP. Buôn Ma Thuột, tỉnh Đắk Lắk";
const SUBJECT: &str = "Báo cáo kết quả hưởng ứng Ngày Viễn thông thế giới 17/5/2020";

/// A report as it should be.
pub fn good() -> Made {
    letter(DAK_LAK, SUBJECT, COVER).file(
        "77_BC-STTTT_signed.pdf",
        &report("Đắk Lắk", "77/BC-STTTT", "Đắk Lắk"),
    )
}

#[track_caller]
fn check(desk: &Desk, rules: &Rules, rows: Vec<(&str, Made, &str, &[&str])>) {
    let mut wrong = String::new();
    for (name, made, want, because) in rows {
        let judged = made.judged(rules, &[&desk.campaign]);
        let is = outcome(&judged);
        let ids: Vec<&str> = judged.judgement.reasons.iter().map(|r| r.id.as_str()).collect();
        let missing: Vec<&&str> = because.iter().filter(|id| !ids.contains(*id)).collect();
        if is != want || !missing.is_empty() {
            wrong += &format!(
                "\n{name}: {is}, not {want}; missing {missing:?}\n{}\n",
                reasons(&judged)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_a_letter_is() {
    let from = "Sở TTTT Đắk Lắk <stttt@daklak.gov.vn>";
    let about = "Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020";
    let sign = "\n\nTrân trọng.\nSở Thông tin và Truyền thông tỉnh Đắk Lắk";
    let from_us = |text: &str| {
        format!("Kính gửi Vụ Hợp tác quốc tế,\nSở Thông tin và Truyền thông tỉnh Đắk Lắk {text}{sign}")
    };
    let plain = |subject: &str, text: &str| letter(from, subject, &from_us(text)).proven();
    let ack = plain(
        "V/v Ngày 17/5/2020",
        &format!("đã nhận được công văn của Bộ về {about} và sẽ triển khai thực hiện."),
    );
    let time = plain(
        "Xin gia hạn",
        &format!("xin gia hạn thời gian nộp báo cáo về {about} đến ngày 10/6/2020."),
    );
    let ask = plain(
        "Hỏi về biểu mẫu",
        &format!("xin hỏi báo cáo về {about} có cần kèm video không?"),
    );
    let photos = plain(
        "Bổ sung hình ảnh",
        &format!("gửi bổ sung ảnh hoạt động hưởng ứng {about}."),
    );
    let photos = photos.file("treo-bang-ron.jpg", "").file("toa-dam.jpg", "");
    let nothing = plain("Báo cáo", &format!("gửi báo cáo về {about} (đính kèm)."));
    let about_photos = plain(
        "Báo cáo bổ sung",
        &format!("gửi bổ sung báo cáo và ảnh về {about}."),
    );
    let about_photos = about_photos.file("anh.pdf", "");
    let long = "treo băng-rôn, áp phích tại trụ sở; tổ chức tọa đàm về chuyển đổi số; phát thanh trên hệ thống cơ sở; ".repeat(8);
    let in_words = plain(
        "Báo cáo kết quả 17/5/2020",
        &format!("báo cáo kết quả hưởng ứng {about} như sau: {long}"),
    );
    let desk = open_2020();
    check(
        &desk,
        &rules(),
        vec![
            (
                "a report",
                good(),
                "file 66 report 77/BC-STTTT 2020-05-26",
                &["kind-title", "kind-symbol", "says-report"],
            ),
            (
                "a report in words alone",
                in_words,
                "file 66 report",
                &["says-report"],
            ),
            (
                "photos",
                photos,
                "file 66 addition",
                &["says-addition", "kind-photos"],
            ),
            (
                "a receipt",
                ack,
                "file 66 acknowledgement",
                &["says-acknowledgement"],
            ),
            (
                "more time: nothing grants it",
                time,
                "aside answer request",
                &["says-request"],
            ),
            ("a question", ask, "aside answer question", &["says-question"]),
            (
                "a report that is not there",
                nothing,
                "aside kind report",
                &["nothing-attached"],
            ),
            (
                "a report or what belongs to one",
                about_photos,
                "aside kind addition",
                &["says-report", "says-addition"],
            ),
            (
                "something else",
                plain("Thư mời", &format!("mời dự hội nghị sau {about}.")),
                "aside kind other",
                &[],
            ),
        ],
    );
}

#[test]
fn what_lies_out_of_reach_waits_for_a_person_and_short_words_are_understood() {
    let from = "Sở TTTT Đắk Lắk <stttt@daklak.gov.vn>";
    let sign = "\n\nTrân trọng.\nSở Thông tin và Truyền thông tỉnh Đắk Lắk";
    let us = |subject: &str, text: &str| {
        letter(
            from,
            subject,
            &format!("Sở Thông tin và Truyền thông tỉnh Đắk Lắk {text}{sign}"),
        )
        .proven()
    };
    let link = "gửi báo cáo bổ sung theo đường dẫn https://drive.google.com/drive/folders/1";
    let film = us(
        "Video hoạt động 17/5/2020",
        "gửi video (300 MB): https://www.fshare.vn/file/1",
    );
    let photos = letter(
        "Lan <lan.mau@gmail.example>",
        "Ảnh 17/5/2020",
        "Em gửi thêm mấy tấm ảnh hoạt động 17/5 của Sở TTTT Đắk Lắk ạ.\n\nĐược gửi từ iPhone của tôi",
    );
    let desk = open_2020();
    check(
        &desk,
        &rules(),
        vec![
            (
                "a link alone",
                us("Báo cáo bổ sung 17/5/2020", link),
                "aside form report",
                &["says-report"],
            ),
            (
                "a link, and the report itself",
                us("Báo cáo bổ sung 17/5/2020", link)
                    .file("77_BC-STTTT.pdf", &report("Đắk Lắk", "77/BC-STTTT", "Đắk Lắk")),
                "file 66 report 77/BC-STTTT 2020-05-26",
                &[],
            ),
            (
                "a film that is elsewhere",
                film,
                "aside form addition",
                &["says-addition"],
            ),
            (
                "an archive that nobody unpacks",
                us("Báo cáo bổ sung 17/5/2020", "gửi báo cáo.").file("bc.rar", ""),
                "aside form report",
                &["says-report", "campaign-day"],
            ),
            (
                "a scan, and the shortest words",
                letter("vanthu@daklak.gov.vn", "STTTT Đắk Lắk - BC 17/5/2020", "").file("scan.pdf", ""),
                "aside unit report",
                &["says-report", "campaign-day"],
            ),
            (
                "photos from a telephone",
                photos.file("a.jpg", ""),
                "aside unit addition",
                &["self-named", "kind-photos"],
            ),
            (
                "another day of the same year",
                us("Báo cáo 18/5/2020", "gửi báo cáo 7/5/2020.").file("a.pdf", ""),
                "aside campaign report",
                &["campaign-year"],
            ),
            (
                "Gmail is away",
                us("Tự động trả lời: Đôn đốc", "đi vắng."),
                "automatic",
                &["automatic-subject"],
            ),
            (
                "somebody is away",
                us("Vắng mặt: Re: Đôn đốc", "đi vắng."),
                "automatic",
                &["automatic-subject"],
            ),
            (
                "somebody was away",
                us("Vắng mặt tại cuộc họp", "xin vắng."),
                "aside campaign other",
                &[],
            ),
        ],
    );
}

#[test]
fn nobody_wrote_these() {
    let away = "Tôi đang nghỉ phép, sẽ trả lời sau. Báo cáo kết quả Ngày 17/5/2020 đã gửi.";
    let auto = |head: &str| good().head(head);
    let desk = open_2020();
    let bounce = letter(
        "Mail Delivery System <MAILER-DAEMON@mx.bo.example>",
        "Undelivered Mail Returned to Sender",
        away,
    )
    .head("Return-Path: <>")
    .head(&format!("References: {}", name_of_ours("66")));
    let all = "automatic";
    check(
        &desk,
        &rules(),
        vec![
            (
                "an answer while away",
                auto("Auto-Submitted: auto-replied"),
                all,
                &["automatic-header"],
            ),
            (
                "written by hand",
                auto("Auto-Submitted: no"),
                "file 66 report 77/BC-STTTT 2020-05-26",
                &[],
            ),
            (
                "a list",
                auto("List-Id: Ban tin <tin.bo.example>"),
                all,
                &["automatic-header"],
            ),
            (
                "a list's way out",
                auto("List-Unsubscribe: <mailto:thoi@bo.example>"),
                all,
                &["automatic-header"],
            ),
            ("in bulk", auto("Precedence: bulk"), all, &["automatic-header"]),
            (
                "an old program",
                auto("X-Autoreply: yes"),
                all,
                &["automatic-header"],
            ),
            (
                "no return path",
                auto("Return-Path: <>"),
                all,
                &["automatic-header"],
            ),
            (
                "a return path",
                auto("Return-Path: <stttt@daklak.gov.vn>"),
                "file 66 report 77/BC-STTTT 2020-05-26",
                &[],
            ),
            (
                "a bounce",
                bounce,
                all,
                &["automatic-header", "automatic-sender", "automatic-subject"],
            ),
            (
                "by its subject",
                letter(DAK_LAK, "Trả lời tự động: Báo cáo 17/5/2020", away),
                all,
                &["automatic-subject"],
            ),
        ],
    );
}

#[test]
fn where_a_name_stands_decides() {
    let desk = open_2020();
    let rules = rules();
    let body = "Xin gửi báo cáo kết quả Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020.";
    let with = |text: &str| letter("Lan <lan.mau@thu.example>", SUBJECT, body).file("bao-cao.pdf", text);
    let page = |left: [&str; 2], place: &str| {
        let rest = "BÁO CÁO\nKết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020\nKính gửi: Bộ Thông tin và Truyền thông\nSở Thông tin và Truyền thông báo cáo như sau:\n";
        head(left, "12/BC-STTTT", place) + rest
    };
    let sttt = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG";
    let broken = "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nTỈNH BÀ RỊA - VIỆT NAM\nVŨNG TÀU Độc lập – Tự do – Hạnh phúc\nSỞ THÔNG TIN VÀ\nTRUYỀN THÔNG\nSố: 12/BC-STTTT Bà Rịa, ngày 26 tháng 5 năm 2020\nBÁO CÁO\nKết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020\n";
    let columns = "UBND TỈNH HÒA BÌNH\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 12/BC-STTTT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHòa Bình, ngày 26 tháng 5 năm 2020\nBÁO CÁO\nNgày Viễn thông và Xã hội thông tin thế giới 17/5/2020\n";
    let right_first = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMỹ Tho, ngày 26 tháng 5 năm 2020\nUBND TỈNH TIỀN GIANG\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 12/BC-STTTT\nBÁO CÁO\nNgày Viễn thông và Xã hội thông tin thế giới 17/5/2020\n";
    let city = page(["UBND THÀNH PHỐ HỒ CHÍ MINH", sttt], "Thành phố Hồ Chí Minh");
    let filed = |code: &str| format!("file {code} report 12/BC-STTTT 2020-05-26");
    let (brvt, hbh, tgg, hcm, hn) = (filed("77"), filed("17"), filed("82"), filed("79"), filed("01"));
    let quoted = format!(
        "{body}\n\nVào Th 3, 2 thg 6, 2020 lúc 09:00 Sở TTTT Gia Lai <stttt@gialai.gov.vn> đã viết:\n> Sở Thông tin và Truyền thông tỉnh Gia Lai báo cáo kết quả\n> Trân trọng.\n> Sở Thông tin và Truyền thông tỉnh Gia Lai\n"
    );
    let others = "Kính gửi: Sở Thông tin và Truyền thông tỉnh Gia Lai\nCăn cứ Công văn của Sở Thông tin và Truyền thông tỉnh Kon Tum;\nChúng tôi đã phối hợp với Sở Thông tin và Truyền thông tỉnh Lâm Đồng treo băng-rôn trên đường Điện Biên Phủ, gặp bà Hà Giang, Đoàn TNCS Hồ Chí Minh, SDG 16 Hòa bình.\nĐịa chỉ: 1 phố Yên Bái, tỉnh Phú Yên\nBáo cáo kết quả Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020.";
    let nobody = "aside unit report";
    check(
        &desk,
        &rules,
        vec![
            ("two columns, broken", with(broken), &brvt, &["letterhead", "date-line"]),
            ("columns one after the other", with(columns), &hbh, &["letterhead", "date-line"]),
            ("the right column first", with(right_first), &tgg, &["letterhead", "date-line"]),
            ("a city", with(&city), &hcm, &["letterhead", "date-line"]),
            ("the capital", with(&page(["UBND THÀNH PHỐ HÀ NỘI", sttt], "Hà Nội")), &hn, &["letterhead"]),
            (
                "no tỉnh before a name that is a word",
                with(&page(["UBND HÒA BÌNH", "VĂN PHÒNG"], "Hòa Bình")),
                nobody,
                &["no-department"],
            ),
            (
                "a symbol names a document and no province",
                with(&page(["VĂN PHÒNG", "TỔNG HỢP"], "Buôn Đôn")),
                nobody,
                &[],
            ),
            ("others are spoken of", letter("Lan <lan.mau@thu.example>", SUBJECT, others).file("anh.pdf", ""), nobody, &["no-department"]),
            (
                "quoted below",
                Made { body: quoted, ..good() },
                "file 66 report 77/BC-STTTT 2020-05-26",
                &["letterhead"],
            ),
            (
                "the domain proves the province: a district",
                letter("UBND huyện Krông Pắc <vanthu@krongpac.daklak.gov.vn>", SUBJECT, body)
                    .proven()
                    .file("bc.pdf", &page(["UBND HUYỆN KRÔNG PẮC", "PHÒNG VĂN HÓA VÀ THÔNG TIN"], "Krông Pắc")),
                "aside unit report",
                &["sender-proven", "other-body"],
            ),
            (
                "another department",
                letter("Sở Y tế Đắk Lắk <soyte@daklak.gov.vn>", SUBJECT, body)
                    .proven()
                    .file("bc.pdf", &page(["UBND TỈNH ĐẮK LẮK", "SỞ Y TẾ"], "Đắk Lắk")),
                "aside unit report",
                &["letterhead", "sender-proven", "other-body", "no-department"],
            ),
            (
                "a city below its province",
                with(&page(["UBND THÀNH PHỐ HÀ GIANG", "PHÒNG VĂN HÓA VÀ THÔNG TIN"], "Hà Giang")),
                nobody,
                &["other-body"],
            ),
            (
                "the ministry's own letter sent along",
                good().file("cv-bo.pdf", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1234/BTTTT-HTQT Hà Nội, ngày 05 tháng 5 năm 2020\nV/v hưởng ứng Ngày 17/5\nKính gửi: Sở Thông tin và Truyền thông tỉnh Gia Lai"),
                "file 66 report 77/BC-STTTT 2020-05-26",
                &[],
            ),
        ],
    );
}

#[test]
fn a_sender_proves_nothing_alone() {
    let desk = open_2020();
    let bare = |auth| Made {
        auth,
        ..letter(
            DAK_LAK,
            SUBJECT,
            "Xin gửi báo cáo kết quả Ngày Viễn thông thế giới 17/5/2020.",
        )
        .file("bc.pdf", "")
    };
    let hint = |made: Made| Made {
        hints: vec![Hint {
            sender: "stttt@daklak.gov.vn".to_owned(),
            campaign: CampaignId::from("wtisd-2020"),
            unit: UnitCode::from("66"),
        }],
        ..made
    };
    let foreign = Made {
        from: "Sở TTTT Gia Lai <stttt@gialai.gov.vn>".to_owned(),
        ..good()
    };
    let strange = Made {
        from: "lan.mau.1987 <lan.mau.1987@thu.example>".to_owned(),
        ..good()
    };
    let two = good().file("78_BC-STTTT.pdf", &report("Gia Lai", "78/BC-STTTT", "Pleiku"));
    let fine = "file 66 report 77/BC-STTTT 2020-05-26";
    check(
        &desk,
        &rules(),
        vec![
            (
                "claimed",
                bare(Auth::Unverified),
                "aside unit report",
                &["sender-domain", "sender-name"],
            ),
            (
                "proven, and no words",
                bare(Auth::Passed),
                "aside unit report",
                &["sender-proven"],
            ),
            (
                "a hint is no proof",
                hint(bare(Auth::Unverified)),
                "aside unit report",
                &["hint"],
            ),
            (
                "proven false",
                Made {
                    auth: Auth::Failed,
                    ..good()
                },
                "aside contradiction report",
                &["sender-failed"],
            ),
            (
                "words of one, sender of another",
                foreign,
                "aside contradiction report",
                &["sender-domain"],
            ),
            (
                "words, and a sender that nobody knows",
                strange,
                fine,
                &["letterhead", "self-named"],
            ),
            (
                "two provinces",
                two,
                "aside contradiction report",
                &["letterhead"],
            ),
        ],
    );
}

#[test]
fn our_own_people_hand_letters_on() {
    let desk = open_2020();
    let rules = rules();
    for attached in [true, false] {
        let made = good();
        let bytes = made.forwarded(attached);
        let judged = made.weighed(&rules, &[&desk.campaign], &bytes).judged();
        assert_eq!(
            outcome(&judged),
            "file 66 report 77/BC-STTTT 2020-05-26",
            "{}",
            reasons(&judged)
        );
        let both = judged.judgement.reasons.iter().find(|r| r.id == "forwarded");
        assert_eq!(
            both.map(|r| r.what.as_str()),
            Some("thu@bo.example → stttt@daklak.gov.vn")
        );
        // Whoever is not of ours hands on what is somebody else's.
        let text = String::from_utf8(bytes)
            .expect("UTF-8")
            .replace("thu@bo.example", "thu@la.example");
        let judged = made.weighed(&rules, &[&desk.campaign], text.as_bytes()).judged();
        let domain = judged
            .judgement
            .reasons
            .iter()
            .any(|r| r.id.starts_with("forwarded"));
        assert!(!domain, "{}", reasons(&judged));
    }
    let ours = letter("Phan Văn Thư <thu@bo.example>", SUBJECT, COVER);
    let judged = ours.judged(&rules, &[&desk.campaign]);
    assert_eq!(outcome(&judged), "aside unit report", "{}", reasons(&judged));
    assert!(judged.judgement.reasons.iter().any(|r| r.id == "from-ours"));
}

#[test]
fn forms_and_answers_carry_a_code() {
    let desk = open_2020();
    let with_form = |campaign: &str, unit: &str| Made {
        form: Some(FormCode {
            campaign: CampaignId::from(campaign),
            unit: UnitCode::from(unit),
        }),
        ..letter("Lan <lan.mau@thu.example>", "Biểu mẫu", "Xin gửi biểu mẫu.").file("bieu-mau.xlsx", "")
    };
    let disagrees = Made {
        form: with_form("wtisd-2020", "64").form,
        ..good()
    };
    let reply = letter(
        "Lan <lan.mau@thu.example>",
        "Re: Đôn đốc báo cáo Ngày 17/5/2020",
        "Xin gửi báo cáo kết quả Ngày Viễn thông thế giới 17/5/2020.\n\nTrân trọng.\nSở TTTT Đắk Lắk",
    )
    .file("bao-cao.pdf", "BÁO CÁO\nKết quả\n")
    .head(&format!("In-Reply-To: {}", name_of_ours("66")));
    let stolen = Made {
        head: vec![format!(
            "In-Reply-To: {}",
            name_of_ours("66").replace("bo.example", "la.example")
        )],
        ..reply.clone()
    };
    check(
        &desk,
        &rules(),
        vec![
            (
                "a form",
                with_form("wtisd-2020", "66"),
                "file 66 report",
                &["form", "campaign-form", "kind-form"],
            ),
            (
                "a form for another campaign",
                with_form("wtisd-2019", "66"),
                "aside contradiction report",
                &["form-elsewhere"],
            ),
            (
                "a form of nobody",
                with_form("wtisd-2020", "zz"),
                "aside contradiction report",
                &["form-elsewhere"],
            ),
            (
                "a form against the rest",
                disagrees,
                "aside contradiction report",
                &["form", "letterhead"],
            ),
            (
                "an answer to ours",
                reply,
                "aside unit report",
                &["answers-ours", "signature"],
            ),
            ("an answer to another house", stolen, "aside unit report", &[]),
        ],
    );
}

#[test]
fn former_names_lead_on_and_later_ones_back() {
    let rules = rules();
    let desk = open(def_2027());
    let text = |left: [&str; 2], place: &str| {
        head(left, "12/BC-SKHCN", place).replace("2020", "2027")
            + "BÁO CÁO\nKết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2027\n"
    };
    let body = "Xin gửi báo cáo kết quả Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2027.";
    let in_2027 = |words: &str| Made {
        received: at("2027-06-02T09:00:00+07:00"),
        ..letter("Lan <lan.mau@thu.example>", "Báo cáo 17/5/2027", body).file("bc.pdf", words)
    };
    let skhcn = "SỞ KHOA HỌC VÀ CÔNG NGHỆ";
    let sttt = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG";
    check(
        &desk,
        &rules,
        vec![
            (
                "a former province",
                in_2027(&text(["UBND TỈNH YÊN BÁI", skhcn], "Yên Bái")),
                "file 15 report 12/BC-SKHCN 2027-05-26",
                &["former-name"],
            ),
            (
                "its seat is the new one's",
                in_2027(&text(["UBND TỈNH LÀO CAI", skhcn], "Yên Bái")),
                "file 15 report 12/BC-SKHCN 2027-05-26",
                &["letterhead", "date-line"],
            ),
            (
                "a former seat",
                in_2027(&text(["UBND TỈNH LÂM ĐỒNG", skhcn], "Phan Thiết")),
                "file 68 report 12/BC-SKHCN 2027-05-26",
                &["letterhead", "date-line"],
            ),
            (
                "a former department",
                in_2027(&text(["UBND TỈNH LÀO CAI", sttt], "Yên Bái")),
                "file 15 report 12/BC-SKHCN 2027-05-26",
                &["former-department"],
            ),
        ],
    );
    // The other way: after the mergers “Lào Cai” is what was two provinces in 2020.
    let old = open_2020();
    let late = Made {
        received: at("2025-08-01T09:00:00+07:00"),
        ..letter("Lan <lan.mau@thu.example>", SUBJECT, "")
            .file("bc.pdf", &report("Lào Cai", "12/BC-STTTT", "Lào Cai"))
    };
    let judged = late.judged(&rules, &[&old.campaign]);
    let codes: Vec<&str> = judged
        .judgement
        .candidates
        .iter()
        .map(|c| c.unit.as_str())
        .collect();
    assert_eq!(
        (outcome(&judged).as_str(), codes),
        ("aside unit report", vec!["10", "15"]),
        "{}",
        reasons(&judged)
    );
}

#[test]
fn the_campaign_is_recognised_too() {
    let rules = rules();
    let open_desk = open_2020();
    let preview = Desk::new();
    let mut closed = open_2020();
    closed.order(Command::Close, "").expect("closed");
    let bare = letter(DAK_LAK, "Báo cáo", "Sở Thông tin và Truyền thông tỉnh Đắk Lắk gửi báo cáo tháng.\n\nTrân trọng.\nSở Thông tin và Truyền thông tỉnh Đắk Lắk")
        .file("77_BC-STTTT.pdf", &(head(["UBND TỈNH ĐẮK LẮK", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"], "77/BC-STTTT", "Đắk Lắk") + "BÁO CÁO\nTình hình bưu chính tháng 5\n"));
    let old = report("Đắk Lắk", "77/BC-STTTT", "Đắk Lắk").replace("2020", "2019");
    let last_year = letter(
        DAK_LAK,
        "Báo cáo Ngày Viễn thông thế giới 17/5/2019",
        "Xin gửi báo cáo.",
    )
    .file("bc.pdf", &old);
    for (made, campaign, want, because) in [
        (
            good(),
            &preview.campaign,
            "aside campaign report",
            "campaign-not-open",
        ),
        (
            good(),
            &closed.campaign,
            "aside campaign report",
            "campaign-closed",
        ),
        (bare, &open_desk.campaign, "aside campaign report", "letterhead"),
        (
            last_year,
            &open_desk.campaign,
            "aside campaign report",
            "other-year",
        ),
    ] {
        let judged = made.judged(&rules, &[campaign]);
        assert_eq!(outcome(&judged), want, "{}", reasons(&judged));
        assert!(
            judged.judgement.reasons.iter().any(|r| r.id == because),
            "{}",
            reasons(&judged)
        );
    }
    // Of two campaigns the one whose year stands there; the number of the ministry's letter says it without the Day.
    let later = open(def_2027());
    let both = [&later.campaign, &open_desk.campaign];
    assert_eq!(
        outcome(&good().judged(&rules, &both)),
        "file 66 report 77/BC-STTTT 2020-05-26"
    );
    let mut def = (*wtisd_2020()).clone();
    def.letter = Dispatch {
        number: "1234".to_owned(),
        symbol: "BTTTT-HTQT".to_owned(),
        date: parse_date("2020-05-05"),
    };
    let named = open(Arc::new(def));
    let ack = letter(
        DAK_LAK,
        "Đã nhận công văn",
        "Sở Thông tin và Truyền thông tỉnh Đắk Lắk đã nhận được công văn số 1234/BTTTT-HTQT ngày 05/5/2020.\n\nTrân trọng.\nSở Thông tin và Truyền thông tỉnh Đắk Lắk",
    );
    let judged = ack.judged(&rules, &[&named.campaign]);
    assert_eq!(
        outcome(&judged),
        "file 66 acknowledgement",
        "{}",
        reasons(&judged)
    );
    assert!(judged.judgement.reasons.iter().any(|r| r.id == "campaign-number"));
    assert_eq!(
        outcome(&good().judged(&rules, &[])),
        "aside contradiction report".replace("contradiction report", "unit other")
    );
}

/// A report of a unit is on record under that number.
fn receive(desk: &mut Desk, unit: &str, number: &str) {
    let cmd = desk.mint();
    let step = Command::Report {
        units: vec![UnitCode::from(unit)],
        step: Step::Receive,
        due: None,
        files: Vec::new(),
    };
    let order = ketnoi::core::decide::Order::new(cmd, step).symbol(Symbol {
        number: number.to_owned(),
        dated: None,
    });
    desk.give("lan", &order).expect("received");
}

#[test]
fn what_a_part_of_a_merged_unit_reports_replaces_nothing_by_itself() {
    let mut desk = open(def_2027());
    let of = |province: &str, number: &str| {
        let left = format!("UBND TỈNH {province}");
        let words = head([&left, "SỞ KHOA HỌC VÀ CÔNG NGHỆ"], number, "Yên Bái").replace("2020", "2027")
            + "BÁO CÁO\nKết quả hưởng ứng Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2027\n";
        Made {
            received: at("2027-06-02T09:00:00+07:00"),
            ..letter(
                "Lan <lan.mau@thu.example>",
                "Báo cáo 17/5/2027",
                "Xin gửi báo cáo kết quả.",
            )
            .file("bc.pdf", &words)
        }
    };
    let first = vec![(
        "the first",
        of("YÊN BÁI", "3/BC-SKHCN"),
        "file 15 report 3/BC-SKHCN 2027-05-26",
        &["former-name"][..],
    )];
    check(&desk, &rules(), first);
    receive(&mut desk, "15", "12/BC-SKHCN");
    check(
        &desk,
        &rules(),
        vec![
            (
                "of a part",
                of("YÊN BÁI", "3/BC-SKHCN"),
                "aside document report",
                &["former-name", "other-number"],
            ),
            (
                "of the whole",
                of("LÀO CAI", "13/BC-SKHCN"),
                "file 15 report 13/BC-SKHCN 2027-05-26",
                &["other-number"],
            ),
            (
                "the same again",
                of("YÊN BÁI", "12/BC-SKHCN"),
                "file 15 report 12/BC-SKHCN 2027-05-26",
                &["same-document"],
            ),
        ],
    );
}

#[test]
fn a_document_is_known_by_its_number() {
    let rules = rules();
    let mut desk = open_2020();
    receive(&mut desk, "66", "77/BC-STTTT");
    let numbered = |number: &str| {
        letter(DAK_LAK, SUBJECT, COVER).file("bao-cao.pdf", &report("Đắk Lắk", number, "Đắk Lắk"))
    };
    let by_name = letter(DAK_LAK, SUBJECT, COVER).file("077_BC_STTTT (ký số).pdf", "");
    let by_subject = letter(
        DAK_LAK,
        "Báo cáo số 77/BC-STTTT ngày 26/5/2020 về Ngày Viễn thông thế giới",
        COVER,
    )
    .file("bao-cao.pdf", "");
    check(
        &desk,
        &rules,
        vec![
            (
                "the same",
                good(),
                "file 66 report 77/BC-STTTT 2020-05-26",
                &["same-document", "campaign-document"],
            ),
            (
                "the same by its file's name",
                by_name,
                "file 66 report 077/BC-STTTT",
                &["same-document"],
            ),
            (
                "the same by the subject",
                by_subject,
                "file 66 report 77/BC-STTTT 2020-05-26",
                &["same-document"],
            ),
            (
                "another number",
                numbered("81/BC-STTTT"),
                "file 66 report 81/BC-STTTT 2020-05-26",
                &["other-number"],
            ),
            (
                "no number",
                numbered("     /BC-STTTT"),
                "aside document report",
                &["second-document"],
            ),
        ],
    );
}

#[test]
fn what_would_change_the_outcome() {
    let rules = rules();
    let desk = open_2020();
    let made = letter(DAK_LAK, SUBJECT, "Xin gửi báo cáo kết quả Ngày Viễn thông thế giới 17/5/2020.\n\nTrân trọng.\nSở Thông tin và Truyền thông tỉnh Đắk Lắk")
        .file("bc.pdf", "");
    let bytes = made.bytes(crate::common::made::Coding::Plain);
    let weighed = made.weighed(&rules, &[&desk.campaign], &bytes);
    assert_eq!(
        outcome(&weighed.judged()),
        "aside unit report",
        "{}",
        reasons(&weighed.judged())
    );
    let flips = weighed.flips();
    let more: Vec<&str> = flips.iter().map(|f| f.reason.id.as_str()).collect();
    assert_eq!(more, ["self-named", "sender-proven", "answers-ours"], "{flips:?}");
    assert!(flips.iter().all(|f| f.more));
    // A letter that is filed on one reason only would not be without it.
    let made = good();
    let weighed = made.weighed(
        &rules,
        &[&desk.campaign],
        &made.bytes(crate::common::made::Coding::Plain),
    );
    let flips = weighed.flips();
    assert!(
        flips
            .iter()
            .all(|f| ketnoi::recognise::is_other(&f.verdict, &weighed.judged().verdict)),
        "{flips:?}"
    );
}

#[test]
fn rules_are_data_that_is_checked() {
    let file = refdata::rules().expect("built in");
    assert_eq!(file.check(), Ok(()));
    let broken = |change: fn(&mut ketnoi::core::recognition::RulesFile)| {
        let mut file = file.clone();
        change(&mut file);
        file.check().is_err()
    };
    assert!(broken(|f| f.schema = 2));
    assert!(broken(|f| f.levels.unit = 0));
    assert!(broken(|f| f.departments[0].successor = Some("x".to_owned())));
    assert!(broken(|f| f.departments[1].id = "stttt".to_owned()));
    assert!(broken(|f| f.words.titles.clear()));
    for id in Weights::IDS {
        assert_ne!(file.weights.of(id), 0, "{id} weighs nothing");
    }
    // Other weights, another answer.
    let mut heavier = file.clone();
    heavier.levels.unit = 10_000;
    let rosters = || refdata::roster_ids().filter_map(refdata::roster).collect();
    let rules = Rules::new(heavier, rosters());
    assert_eq!(
        outcome(&good().judged(&rules, &[&open_2020().campaign])),
        "aside unit report"
    );
}
