//! What must not change whose a letter is; and that every unit of both rosters is recognised, and no other.

use std::fmt::Write as _;

use crate::common::made::{Coding, Made, head, letter, outcome, reasons, report, rules};
use crate::mail_key::{tcvn3, windows_1258};
use crate::recognise::{def_2027, good, open, open_2020};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::Verdict;
use ketnoi::core::names::{Lang, UnitIx};
use ketnoi::core::roster::UnitKind;
use ketnoi::core::time::Stamp;
use ketnoi::recognise::Rules;
use ketnoi::text::fold::folded;

fn letters() -> Vec<(&'static str, Made)> {
    let about = "Ngày Viễn thông và Xã hội thông tin thế giới 17/5/2020";
    let sign = "Trân trọng.\nSở Thông tin và Truyền thông tỉnh Hòa Bình";
    let text = |words: &str| format!("Sở Thông tin và Truyền thông tỉnh Hòa Bình {words} {about}.\n\n{sign}");
    let from = "Nguyễn Văn Mẫu <mau@hoabinh.gov.vn>";
    vec![
        ("report", good()),
        (
            "request",
            letter(from, "Xin gia hạn", &text("xin gia hạn nộp báo cáo")).proven(),
        ),
        (
            "receipt",
            letter(from, "Công văn 17/5", &text("đã nhận được công văn về")).proven(),
        ),
        (
            "photos",
            letter(from, "Bổ sung ảnh", &text("gửi bổ sung ảnh"))
                .proven()
                .file("a.jpg", ""),
        ),
        (
            "nobody's",
            letter("Lan <lan@thu.example>", "Chào", "Chúc cuối tuần vui vẻ."),
        ),
    ]
}

/// Verdict, candidates and kind of a letter written so; not the names of reasons' words, which may be spelled otherwise.
fn told(made: &Made, rules: &Rules, campaign: &Campaign, bytes: &[u8]) -> String {
    let judged = made.weighed(rules, &[campaign], bytes).judged();
    let mut told = outcome(&judged);
    for c in &judged.judgement.candidates {
        write!(told, " {}={}", c.unit, c.weight).expect("a string");
    }
    told
}

#[test]
fn how_a_letter_is_written_changes_nothing() {
    let (rules, desk) = (rules(), open_2020());
    for (name, made) in letters() {
        let first = told(&made, &rules, &desk.campaign, &made.bytes(Coding::Plain));
        for coding in [Coding::Base64, Coding::Quoted, Coding::Decomposed] {
            let again = told(&made, &rules, &desk.campaign, &made.bytes(coding));
            assert_eq!(first, again, "{name} as {coding:?}");
        }
        for label in ["; charset=windows-1258", "; charset=us-ascii", ""] {
            let again = told(&made, &rules, &desk.campaign, &made.bytes_in(label, windows_1258));
            assert_eq!(first, again, "{name} in windows-1258 as {label}");
            // TCVN3 has no Đ with a mark of its own in the table at hand.
            if !made.body.contains('Đ') {
                let again = told(&made, &rules, &desk.campaign, &made.bytes_in(label, tcvn3));
                assert_eq!(first, again, "{name} in TCVN3 as {label}");
            }
        }
        let mut travelled = made.clone();
        travelled
            .head
            .push("Received: from a.example by b.example; Tue, 2 Jun 2020 15:11:00 +0700".to_owned());
        travelled.head.push("X-Spam-Status: No".to_owned());
        let again = told(
            &travelled,
            &rules,
            &desk.campaign,
            &travelled.bytes(Coding::Plain),
        );
        assert_eq!(first, again, "{name} by another way");
    }
}

#[test]
fn what_is_quoted_below_changes_nothing() {
    let (rules, desk) = (rules(), open_2020());
    let foreign = report("Gia Lai", "99/BC-STTTT", "Pleiku");
    let marked = format!("> {}", foreign.trim_end().replace('\n', "\n> "));
    let quotes = [
        format!(
            "\n\nVào 16:00 Th 2, 1 thg 6, 2020, Sở TTTT Gia Lai <stttt@gialai.gov.vn> đã viết:\n{marked}"
        ),
        format!(
            "\n\n-----Original Message-----\nFrom: Sở TTTT Gia Lai <stttt@gialai.gov.vn>\nSent: Monday, June 1, 2020\nTo: baocao@bo.example\nSubject: Báo cáo của Sở TTTT Gia Lai\n\n{foreign}"
        ),
        format!(
            "\n\nTừ: Sở TTTT Gia Lai <stttt@gialai.gov.vn>\nĐã gửi: Thứ Hai, 1 Tháng 6 2020\nTới: baocao@bo.example\nChủ đề: Báo cáo của Sở TTTT Gia Lai\n\n{foreign}"
        ),
    ];
    for (name, made) in letters() {
        let first = told(&made, &rules, &desk.campaign, &made.bytes(Coding::Plain));
        for quote in &quotes {
            let with = Made {
                body: format!("{}{quote}", made.body),
                ..made.clone()
            };
            let again = told(&with, &rules, &desk.campaign, &with.bytes(Coding::Plain));
            assert_eq!(first, again, "{name} above\n{quote}");
        }
    }
}

#[test]
fn a_forward_by_our_own_people_changes_neither_unit_nor_kind() {
    let (rules, desk) = (rules(), open_2020());
    let which = |made: &Made, bytes: &[u8]| {
        let judged = made.weighed(&rules, &[&desk.campaign], bytes).judged();
        let unit = judged.judgement.candidates.first().map(|c| c.unit.clone());
        let kind = match &judged.verdict {
            Verdict::File { kind, .. } | Verdict::SetAside { kind, .. } => kind.id(),
            Verdict::Automatic => "automatic",
        };
        (unit, kind)
    };
    for (name, made) in letters() {
        let first = which(&made, &made.bytes(Coding::Plain));
        for attached in [true, false] {
            assert_eq!(
                first,
                which(&made, &made.forwarded(attached)),
                "{name}, attached: {attached}"
            );
        }
    }
}

/// Each unit of a roster by a place of its name, alone: the unit leads, and no other is spoken for.
fn each_unit(campaign: &Campaign, received: Stamp, dept: &str, make: impl Fn(&str, &str, bool) -> Made) {
    let rules = rules();
    let roster = campaign.roster();
    let mut wrong = String::new();
    let mut found = 0;
    for ix in roster.units() {
        let is_city = roster.kind(ix) == UnitKind::City;
        let made = Made {
            received,
            ..make(roster.name(ix, Lang::Vi), roster.seat(ix), is_city)
        };
        let judged = made.judged(&rules, &[campaign]);
        let all: Vec<UnitIx> = judged
            .judgement
            .candidates
            .iter()
            .filter_map(|c| roster.by_code(c.unit.as_str()))
            .collect();
        if all == [ix] {
            found += 1;
        } else {
            writeln!(
                wrong,
                "{dept} {}: {all:?}\n{}",
                roster.name(ix, Lang::Vi),
                reasons(&judged)
            )
            .expect("a string");
        }
    }
    assert_eq!(found, roster.len(), "{wrong}");
}

#[test]
fn every_unit_is_recognised_and_no_other() {
    let (old, new) = (open_2020(), open(def_2027()));
    let times = ["2020-06-02T09:00:00+07:00", "2027-06-02T09:00:00+07:00"].map(crate::common::desk::at);
    let depts = ["Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"];
    for ((desk, at), dept) in [(&old, times[0]), (&new, times[1])].into_iter().zip(depts) {
        let anybody = |subject: &str, body: &str| letter("Lan <lan.mau@thu.example>", subject, body);
        let kind = |is_city: bool| if is_city { "thành phố" } else { "tỉnh" };
        each_unit(&desk.campaign, at, dept, |name, seat, is_city| {
            let left = format!("UBND {} {}", kind(is_city).to_uppercase(), name.to_uppercase());
            let page = head([&left, &dept.to_uppercase()], "5/BC-SO", seat) + "BÁO CÁO\nKết quả\n";
            anybody("Báo cáo", "Xin gửi.").file("bc.pdf", &page)
        });
        each_unit(&desk.campaign, at, dept, |name, _, is_city| {
            letter(
                &format!("{dept} {} {name} <so@thu.example>", kind(is_city)),
                "Báo cáo",
                "Xin gửi.",
            )
        });
        each_unit(&desk.campaign, at, dept, |name, _, _| {
            anybody(
                "Báo cáo",
                &format!("Xin gửi báo cáo.\n\nTrân trọng.\nTrần Thị Mẫu\n{dept} {name}"),
            )
        });
        each_unit(&desk.campaign, at, dept, |name, _, is_city| {
            anybody(
                "Báo cáo",
                &format!(
                    "Kính gửi Bộ,\n{dept} {} {name} xin báo cáo kết quả.\nĐã treo băng-rôn.\n1\n2\n3\n4\n5\n6",
                    kind(is_city)
                ),
            )
        });
        // Without marks, in a subject.
        each_unit(&desk.campaign, at, dept, |name, _, is_city| {
            anybody(
                &folded(&format!("{dept} {} {name} bao cao", kind(is_city))),
                "Xin gửi.",
            )
        });
    }
    // The domains of 2020 prove a province each.
    each_unit(&old.campaign, times[0], "domain", |name, _, _| {
        let code = old
            .campaign
            .roster()
            .units()
            .find(|ix| old.campaign.roster().name(*ix, Lang::Vi) == name);
        let code = code
            .map(|ix| old.campaign.roster().code(ix).to_owned())
            .expect("a unit");
        let domains = &old.campaign.def().mail_domains;
        let domain = domains
            .iter()
            .find(|(c, _)| *c == code)
            .map(|(_, d)| d[0].clone())
            .expect("a domain");
        letter(&format!("Lan <lan.mau@stttt.{domain}>"), "Báo cáo", "Xin gửi.").proven()
    });
}
