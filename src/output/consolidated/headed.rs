//! How the report is headed, addressed and signed: what the campaign says of it on the day, and what nobody has said.

use crate::core::official::Official;
use crate::output::parts::{BLANK, Writer, clean, copies};
use crate::paper::{Head, Kind, Sign, Unfilled};

/// Head and signature, and what is open in them.
pub(super) struct Headed {
    pub(super) title: String,
    pub(super) head: Head,
    pub(super) sign: Option<Sign>,
    pub(super) unfilled: Vec<Unfilled>,
}

pub(super) fn of(w: &Writer<'_>, kind: Kind) -> Headed {
    let about = [("name", w.campaign_name().into()), ("year", w.year().into())];
    let subject = w.cat.tr_args("dossier-subject", &about);
    let title = w.cat.tr_args("dossier-title", &about);
    if kind == Kind::Plain {
        return Headed {
            head: Head {
                subject: vec![title.clone()],
                ..Head::default()
            },
            title,
            sign: None,
            unfilled: Vec::new(),
        };
    }
    let official = w.campaign.def().official_on(w.campaign.date(w.dossier.at));
    let cleaned = |list: &[String]| -> Vec<String> { list.iter().map(|s| clean(s)).collect() };
    let parent = Some(clean(&official.parent)).filter(|p| !p.is_empty());
    let abbreviation = match official.abbreviation.as_str() {
        "" => BLANK.to_owned(),
        some => clean(some),
    };
    Headed {
        title,
        unfilled: unfilled(&official),
        sign: Some(sign(w, &official)),
        head: Head {
            parent,
            issuer: clean(&official.issuer),
            symbol: format!("BC-{abbreviation}"),
            // Number and day are the registry's.
            number: None,
            place: clean(&official.place),
            day: None,
            kind_name: Some(w.words("dossier-kind_name")),
            subject: vec![subject],
            addressees: if official.addressees.is_empty() {
                vec![BLANK.to_owned()]
            } else {
                cleaned(&official.addressees)
            },
        },
    }
}

fn sign(w: &Writer<'_>, official: &Official) -> Sign {
    let capital = |s: &str| clean(s).to_uppercase();
    let mut office = Vec::new();
    if let Some(mark) = official.right.mark() {
        let whom = match official.on_behalf_of.as_str() {
            "" => BLANK.to_owned(),
            some => capital(some),
        };
        office.push(format!("{mark} {whom}"));
    }
    if !official.office.is_empty() {
        office.push(capital(&official.office));
    }
    Sign {
        office,
        name: clean(&official.signer),
        recipients: copies(w.cat, official, !official.addressees.is_empty()),
    }
}

fn unfilled(official: &Official) -> Vec<Unfilled> {
    let Official {
        from: _,
        parent: _,
        issuer,
        abbreviation,
        place,
        right,
        on_behalf_of,
        office,
        signer,
        addressees,
        recipients,
        drafting,
    } = official;
    let in_whose_place = right.mark().is_none() || !on_behalf_of.is_empty();
    let open = [
        (Unfilled::Issuer, issuer.is_empty()),
        (Unfilled::Abbreviation, abbreviation.is_empty()),
        (Unfilled::Place, place.is_empty()),
        (Unfilled::Number, true),
        (Unfilled::Day, true),
        (Unfilled::Office, office.is_empty() || !in_whose_place),
        (Unfilled::Signer, signer.is_empty()),
        (Unfilled::Addressees, addressees.is_empty()),
        (Unfilled::Recipients, recipients.is_empty()),
        (Unfilled::Drafting, drafting.is_empty()),
    ];
    open.into_iter()
        .filter(|(_, is)| *is)
        .map(|(what, _)| what)
        .collect()
}
