//! `ketnoi demo`: the simulated campaign, shown on the dashboard: a ledger in memory, everything up to the clock's moment played on it, and
//! the player with what is still to come.
//!
//! It must never touch a store on disk, and knows nothing of screens.

use std::sync::Arc;

use clap::{ArgMatches, Command};

use crate::campaign_file;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{parse, wall};
use crate::clock::Clock;
use crate::core::decide::Who;
use crate::core::definition::Definition;
use crate::core::fact::{Role, Via};
use crate::core::names::{Actor, CampaignId};
use crate::demo::{Player, Script};
use crate::failure;
use crate::ledger::{Ledger, Opening};
use crate::refdata;
use crate::store::Site;
use crate::text::{Catalogue, line};

/// Opens a demo of `definition` from a seed, played up to what the clock shows.
pub fn open(
    cat: &Catalogue,
    definition: &Arc<Definition>,
    seed: u64,
    clock: Clock,
) -> Result<(Ledger, Player), Fail> {
    act_out(cat, definition, Script::new(seed, definition), clock)
}

fn act_out(
    cat: &Catalogue,
    definition: &Arc<Definition>,
    script: Script,
    clock: Clock,
) -> Result<(Ledger, Player), Fail> {
    let shipped = |_: Option<&str>| Some(definition.clone());
    let opening = Opening {
        site: Site::memory(),
        campaign: Some(CampaignId::from(definition.id.as_str())),
        shipped: &shipped,
        who: visitor(),
        clock,
        read_only: None,
    };
    let failed = |e: &_, campaign: Option<&_>| Fail::Failed(failure::ledger_error(cat, campaign, e));
    let mut ledger = Ledger::open(opening).map_err(|e| failed(&e, None))?;
    let mut player = Player::new(script);
    if let Err(e) = player.play(&mut ledger, clock.now()) {
        return Err(failed(&e, Some(ledger.campaign())));
    }
    Ok((ledger, player))
}

/// Whoever tries a demo out has the same name everywhere, so that its pictures do not depend on who made them.
fn visitor() -> Who {
    let name = Actor::from("demo");
    Who {
        actor: name.clone(),
        real_user: name,
        role: Role::Administrator,
        via: Via::Tui,
    }
}

/// The seed of a demo for which none was given.
const SEED: u64 = 2020;
/// Seconds of the campaign in a second of the world: a day takes ten seconds.
const SPEED: f64 = 8_640.0;
/// After that many milliseconds of the world the first thing happens.
const FIRST: i64 = 2_000;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let mut args = vec![w.opt("seed", "N"), w.opt("speed", "X")];
    args.push(w.flag("wall"));
    args.extend(wall::args(w).into_iter().map(|a| a.requires("wall")));
    args.extend(crate::cli::args::print_args(w));
    w.leaf(
        "demo",
        args,
        &[
            "ketnoi demo",
            "ketnoi demo --seed 7 --speed 86400",
            "ketnoi demo --wall",
            "ketnoi demo --seed 2020 --now 2020-05-28T14:03:19+07:00 --print --size 80x24",
        ],
    )
}

/// Shows the demo.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let number = |id: &str| parse::text(m, id).map(|v| (v, v.parse::<f64>()));
    let wrong = |id: &str, v: &str| {
        let args = [("name", format!("--{id}").into()), ("value", line(v).into())];
        Fail::Usage(s.cat.tr_args("cli-bad_number", &args))
    };
    let seed = match parse::text(m, "seed") {
        None => SEED,
        Some(v) => v.parse().map_err(|_| wrong("seed", v))?,
    };
    let speed = match number("speed") {
        None => SPEED,
        Some((_, Ok(x))) if x.is_finite() && (0.0..=1e6).contains(&x) => x,
        Some((v, _)) => return Err(wrong("speed", v)),
    };
    let definition = definition(s)?;
    let script = Script::new(seed, &definition);
    let clock = if s.clock.is_real() {
        Clock::demo(script.begins(speed, FIRST), speed)
    } else {
        s.clock
    };
    let (mut ledger, player) = act_out(&s.cat, &definition, script, clock)?;
    if s.as_of.is_some() || s.known_at.is_some() {
        let turned = ledger.turn_back(s.as_of, s.known_at);
        turned.map_err(|e| s.failed(Some(&ledger), &e))?;
    }
    if parse::flag(m, "wall") {
        return wall::show(s, m, ledger, Some(player));
    }
    crate::cli::dashboard::show(s, m, ledger, Some(player))
}

/// The campaign that is simulated: a shipped one. A demo looks at no store.
fn definition(s: &Session) -> Result<Arc<Definition>, Fail> {
    let wanted = s.settings.campaign.as_deref();
    let id = wanted
        .or_else(|| refdata::campaign_ids().last())
        .unwrap_or_default();
    campaign_file::shipped_shared(id).ok_or_else(|| {
        let known: Vec<&str> = refdata::campaign_ids().collect();
        let args = [("id", line(id).into()), ("known", known.join(", ").into())];
        Fail::Nothing(s.cat.tr_args("errors-unknown_campaign_known", &args))
    })
}
