//! For whom a form was made: its code, found in any of the three places that hold it.

use super::cells::{Book, Value};
use super::plan::{HIDDEN, MARK, NAME, VERSION};
use crate::core::names::{CampaignId, UnitCode};

/// For whom a form was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The edition of the form.
    pub version: u32,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitCode,
}

impl Code {
    /// A code of this edition.
    pub(super) fn new(campaign: &CampaignId, unit: &UnitCode) -> Self {
        Self {
            version: VERSION,
            campaign: campaign.clone(),
            unit: unit.clone(),
        }
    }

    /// The code as it is written: `ketnoi.form/1 wtisd-2020 66`.
    pub(super) fn written(&self) -> String {
        format!(
            "{MARK}/{} {} {}",
            self.version,
            self.campaign.as_str(),
            self.unit.as_str()
        )
    }

    /// The code that stands somewhere in a text.
    fn found(text: &str) -> Option<Self> {
        let rest = text.get(text.find(MARK)? + MARK.len()..)?.strip_prefix('/')?;
        let mut words = rest.split([' ', '"', '\u{a0}']).filter(|w| !w.is_empty());
        let version = words.next()?.parse().ok()?;
        let campaign = CampaignId(words.next()?.to_owned());
        let unit = UnitCode(words.next()?.to_owned());
        (is_plain(campaign.as_str()) && is_plain(unit.as_str())).then_some(Self {
            version,
            campaign,
            unit,
        })
    }
}

/// May this be the name of a campaign or a unit at all?
fn is_plain(name: &str) -> bool {
    name.len() <= 40
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// For whom a form was made; `None`: it is none of ours. Two places that contradict each other make none either: somebody
/// has put two forms together.
pub fn code(book: &Book) -> Option<Code> {
    let in_names = book
        .names
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case(NAME));
    let in_properties = book.properties.iter().filter(|(name, _)| name == MARK);
    let in_sheets = book
        .sheets
        .iter()
        .filter(|s| s.name == HIDDEN)
        .flat_map(|s| &s.cells);
    let mut found = in_names
        .chain(in_properties)
        .filter_map(|(_, text)| Code::found(text))
        .chain(in_sheets.filter_map(|(_, _, value)| match value {
            Value::Text(text) => Code::found(text),
            Value::Number(_) | Value::Truth(_) | Value::Day(_) | Value::Error(_) => None,
        }));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_as_it_was_written() {
        let code = Code::new(&CampaignId("wtisd-2020".into()), &UnitCode("66".into()));
        assert_eq!(Code::found(&code.written()), Some(code.clone()));
        assert_eq!(Code::found(&format!("=\"{}\"", code.written())), Some(code));
        for none in [
            "",
            "ketnoi.form",
            "ketnoi.form/",
            "ketnoi.form/x wtisd-2020 66",
            "ketnoi.form/1 wtisd-2020",
            "ketnoi.form/1 ../../x 66",
        ] {
            assert_eq!(Code::found(none), None, "{none}");
        }
    }
}
