//! Letters of invented people, as they are once they were taken apart.

use std::path::Path;

use ketnoi::clock::Clock;
use ketnoi::core::decide::{Arrival, Judged, LetterCommand, LetterOrder, Verdict, Who};
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::letter::{
    Candidate, Claims, Doubt, Judgement, LetterKept, LetterKind, Part, PartKind, RawCopy, Reason, ReceivedBy,
    Symbol,
};
use ketnoi::core::names::{Actor, BlobId, CampaignId, CmdId, LetterId, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::ledger::{HouseLedger, Ledger, Opening};
use ketnoi::store::Site;
use sha2::{Digest, Sha256};

/// The SHA-256 of a text, as digits.
pub fn sha256(text: &str) -> String {
    ketnoi::core::hex::hex(&Sha256::digest(text.as_bytes()))
}

/// The name of letter `n`.
pub fn name(n: u32) -> LetterId {
    LetterId(sha256(&format!("letter {n}")))
}

/// The bytes of letter `n` as they came for the `copy`th time.
pub fn raw(n: u32, copy: u32) -> RawCopy {
    let bytes = raw_bytes(n, copy);
    RawCopy {
        raw: BlobId(sha256(&bytes)),
        size: bytes.len() as u64,
        received: Stamp::parse_rfc3339("2020-06-02T15:10:22+07:00").expect("RFC 3339"),
        by: ReceivedBy::Internaldate,
        source: format!("Maildir/cur/{n}.{copy}"),
    }
}

/// The same bytes themselves.
pub fn raw_bytes(n: u32, copy: u32) -> String {
    format!("Received: {copy}\nSubject: {n}\n\nbytes\n")
}

/// The bytes of a part of letter `n`.
pub fn part_bytes(n: u32, file: &str) -> String {
    format!("{file} of {n}")
}

/// Letter `n` with a document for each file, a logo where the name says so.
pub fn letter(n: u32, files: &[&str]) -> LetterKept {
    let part = |file: &&str| {
        let bytes = part_bytes(n, file);
        Part {
            sha256: BlobId(sha256(&bytes)),
            name: (*file).to_owned(),
            size: bytes.len() as u64,
            kind: if file.starts_with("logo") {
                PartKind::Decoration
            } else {
                PartKind::Document
            },
            media: "application/pdf".to_owned(),
            flags: Vec::new(),
            inside: None,
        }
    };
    LetterKept {
        letter: name(n),
        copy: raw(n, 0),
        claims: Claims {
            from: format!("Trần Thị Mẫu {n} <so{n}@tinh.example>"),
            subject: format!("Báo cáo kết quả {n}"),
            date: "Tue, 2 Jun 2020 15:10:00 +0700".to_owned(),
            message_id: format!("<{n}@tinh.example>"),
        },
        charset: "utf-8".to_owned(),
        parts: files.iter().map(part).collect(),
        flags: Vec::new(),
        failed: None,
        form: None,
    }
}

/// Files letters to one unit.
pub fn file(letters: impl IntoIterator<Item = u32>, unit: &str, kind: LetterKind) -> LetterCommand {
    LetterCommand::File {
        letters: letters.into_iter().map(name).collect(),
        units: vec![UnitCode::from(unit)],
        kind,
        symbol: Symbol::default(),
        received: None,
    }
}

/// Puts a letter back.
pub fn put_back(n: u32) -> LetterCommand {
    LetterCommand::PutBack {
        letters: vec![name(n)],
    }
}

/// How rules came to something: they speak for Hồ Chí Minh.
pub fn judgement() -> Judgement {
    let unit = || UnitCode::from("79");
    Judgement {
        rules: "2020.1".to_owned(),
        reasons: vec![Reason {
            id: "letterhead".to_owned(),
            unit: Some(unit()),
            weight: 500,
            what: "UBND THÀNH PHỐ X".to_owned(),
        }],
        candidates: vec![Candidate {
            unit: unit(),
            weight: 900,
        }],
    }
}

/// The rules say this of a letter.
pub fn judge(n: u32, verdict: Verdict) -> LetterCommand {
    LetterCommand::Judge {
        letters: vec![Judged {
            letter: name(n),
            verdict,
            judgement: judgement(),
        }],
    }
}

/// A report of this unit, without doubt.
pub fn file_verdict(unit: &str) -> Verdict {
    Verdict::File {
        campaign: CampaignId::from("wtisd-2020"),
        units: vec![UnitCode::from(unit)],
        kind: LetterKind::Report,
        symbol: Symbol {
            number: "77/BC-STTTT".to_owned(),
            dated: None,
        },
    }
}

/// Nobody knows whose.
pub fn aside_verdict() -> Verdict {
    Verdict::SetAside {
        doubt: Doubt::Unit,
        campaign: None,
        kind: LetterKind::Report,
        symbol: Symbol::default(),
    }
}

/// Somebody at the store of a file, by the machine's own clock: what a sweep would do beside the program under test.
pub struct Sweeper {
    ledger: Ledger,
    house: HouseLedger,
}

impl Sweeper {
    /// Over the store at that path, whose campaign is open.
    pub fn at(store: &Path) -> Self {
        let site = Site::file(store);
        let who = || Who {
            actor: Actor::from("quet-thu"),
            real_user: Actor::from("quet-thu"),
            role: Role::Editor,
            via: Via::Mail,
        };
        let ledger = Ledger::open(Opening {
            site: site.clone(),
            campaign: Some(CampaignId::from("wtisd-2020")),
            shipped: &|_| None,
            who: who(),
            clock: Clock::Real,
            read_only: None,
        })
        .expect("a ledger");
        Self {
            ledger,
            house: HouseLedger::open(&site).expect("the letters"),
        }
    }

    /// Letter `n` comes in, with its bytes, and the rules set it aside.
    pub fn brings(&mut self, n: u32) {
        for bytes in [raw_bytes(n, 0), part_bytes(n, "bao-cao.pdf")] {
            let kept = self.house.blobs().receive(&mut bytes.as_bytes(), 1 << 20);
            kept.expect("bytes");
        }
        let kept = letter(n, &["bao-cao.pdf"]);
        let arrivals = vec![Arrival::Letter(Box::new(kept))];
        for command in [LetterCommand::TakeIn { arrivals }, judge(n, aside_verdict())] {
            let order = LetterOrder::new(CmdId(ulid::Ulid::new()), command);
            self.house.submit(&mut self.ledger, &order).expect("on record");
        }
    }

    /// Who looks at letter `n` now.
    pub fn who_looks_at(&mut self, n: u32) -> Vec<String> {
        let looking = self
            .house
            .looking(&self.ledger)
            .expect("the store is read")
            .into_iter();
        let at_it = looking.filter(|l| l.letter == name(n));
        at_it.map(|l| l.actor.as_str().to_owned()).collect()
    }
}
