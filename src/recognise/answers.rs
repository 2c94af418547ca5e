//! Which letter of ours a letter answers: our letters are named `<ketnoi.COMMAND.UNIT.STEP@own-domain>`.

use crate::core::names::{CmdId, UnitCode};
use crate::mail::Mail;

use super::seen::Ours;

/// The command that wrote our letter, and the unit that it went to; `None` where it answers none of ours. A report that one
/// of ours could not be delivered names it too.
pub fn answers(mail: &Mail, ours: &Ours) -> Option<(CmdId, UnitCode)> {
    let own = ["in-reply-to", "references"];
    let heads = own.into_iter().flat_map(|name| mail.header(name));
    let inside = mail.parts.iter().flat_map(|p| p.header("message-id"));
    let reported = mail.parts.iter().filter(|p| p.declared == "text/rfc822-headers");
    let reported = reported.filter_map(|p| std::str::from_utf8(&p.bytes).ok());
    heads.chain(inside).chain(reported).find_map(|text| {
        let ids = text.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        ids.into_iter().find_map(|id| of_ours(id, ours))
    })
}

fn of_ours(id: &str, ours: &Ours) -> Option<(CmdId, UnitCode)> {
    let (name, domain) = id.trim().split_once('@')?;
    if !ours.domains.iter().any(|own| own.eq_ignore_ascii_case(domain)) {
        return None;
    }
    let mut pieces = name.strip_prefix("ketnoi.")?.split('.');
    let (cmd, unit) = (CmdId::parse(pieces.next()?)?, pieces.next()?);
    (!unit.is_empty()).then(|| (cmd, UnitCode::from(unit)))
}
