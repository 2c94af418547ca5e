//! Turns the YAML under `data/` into compact data, so that the program parses no YAML when it starts.
//!
//! It reads with the types of the core itself and applies the same checks as `campaign open`; a broken data file fails
//! the build and names the file.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

#[path = "src/core"]
#[expect(dead_code, reason = "the build uses the reading half of these rooms")]
mod core {
    pub mod address;
    pub mod calendar;
    pub mod definition;
    pub mod entries;
    pub mod form;
    pub mod goals;
    pub mod looks;
    pub mod names;
    pub mod official;
    pub mod recognition;
    pub mod reference;
    pub mod roster;
    pub mod time;
}

#[path = "src/text/ftl.rs"]
mod ftl;

use core::form::{CampaignForm, EDITIONS, References, TODO};
use core::goals::Goals;
use core::looks::{LookFile, LookTable};
use core::recognition::RulesFile;
use core::reference::{CalendarFile, ConnectFile, IndicatorsFile, OfficesFile, SdgFile, ThemesFile};
use core::roster::{Roster, RosterForm};

fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/core");
    println!("cargo::rerun-if-changed=src/text/ftl.rs");
    if let Err(why) = run() {
        println!("cargo::error={}", why.replace('\n', " "));
        std::process::exit(1);
    }
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// A fingerprint of the code that turns facts into a campaign: a stored state made by other code is not used.
fn fingerprint() -> Result<(), String> {
    let mut files = Vec::new();
    files_below(Path::new("src/core"), &mut files).map_err(|e| e.to_string())?;
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(&file).map_err(|e| e.to_string())? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=KETNOI_CORE_FINGERPRINT={hash}");
    Ok(())
}

fn run() -> Result<(), String> {
    fingerprint()?;
    texts(Path::new(&std::env::var("OUT_DIR").map_err(|e| e.to_string())?))?;
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(|e| e.to_string())?);
    let sdgs = Goals::from(read::<SdgFile>("data/goals/sdg.yaml")?);
    let calendar = core::calendar::Calendar::from(read::<CalendarFile>("data/calendar/vn.yaml")?);
    let indicators = read::<IndicatorsFile>("data/indicators/national.yaml")?.indicators;
    let themes = read::<ThemesFile>("data/themes/wtisd.yaml")?.themes;
    write(&out.join("sdg.bin"), &sdgs)?;
    write(&out.join("calendar.bin"), &calendar)?;
    write(&out.join("indicators.bin"), &indicators)?;
    write(&out.join("themes.bin"), &themes)?;
    write(
        &out.join("offices.bin"),
        &read::<OfficesFile>("data/offices/vn.yaml")?.offices,
    )?;

    let rules = read::<RulesFile>("data/intake/rules.yaml")?;
    rules
        .check()
        .map_err(|e| format!("data/intake/rules.yaml: {e:?}"))?;
    write(&out.join("rules.bin"), &rules)?;
    looks(&out)?;

    let mut table =
        String::from("/// Rosters: id, compact data.\npub(super) const ROSTERS: &[(&str, &[u8])] = &[\n");
    for path in yaml_files("data/rosters")? {
        let form: RosterForm = read(&path)?;
        let roster = Roster::from_form(form).map_err(|e| format!("{path}: {e}"))?;
        let file = format!("roster-{}.bin", roster.id());
        write(&out.join(&file), &roster)?;
        table.push_str(&row(roster.id(), &file));
    }
    table.push_str("];\n/// Editions of the Connect 2030 Agenda: id, compact file.\n");
    table.push_str("pub(super) const EDITIONS: &[(&str, &[u8])] = &[\n");
    for edition in EDITIONS {
        let file = format!("{edition}.bin");
        write(&out.join(&file), &read::<ConnectFile>(edition_file(edition))?)?;
        table.push_str(&row(edition, &file));
    }
    let definition = |path: &str, form: CampaignForm| {
        let roster: RosterForm = read(format!("data/rosters/{}.yaml", form.roster))?;
        let mut goals = sdgs.clone();
        let mut serves = None;
        if let Some(edition) = form.edition() {
            let connect: ConnectFile = read(edition_file(edition))?;
            (goals.goals, goals.targets) = (connect.goals, connect.targets);
            serves = Some(connect.indicators);
        }
        let refs = References {
            roster: Roster::from_form(roster).map_err(|e| format!("{path}: {e}"))?,
            goals,
            indicators: core::goals::serving(indicators.clone(), serves.as_ref()),
            calendar: calendar.clone(),
        };
        form.build(refs).map_err(|found| format!("{path}: {found:?}"))
    };
    table.push_str("];\n/// Shipped campaigns: id, compact definition, the YAML that users see.\n");
    table.push_str("pub(super) const CAMPAIGNS: &[(&str, &[u8], &str)] = &[\n");
    for path in yaml_files("data/campaigns")? {
        let def = definition(&path, read(&path)?)?;
        let file = format!("campaign-{}.bin", def.id);
        write(&out.join(&file), &def)?;
        let here = std::env::current_dir().map_err(|e| e.to_string())?.join(&path);
        table.push_str(&format!(
            "    ({:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\")), include_str!({:?})),\n",
            def.id.as_str(),
            here.to_string_lossy()
        ));
    }
    table.push_str("];\n/// Models: id, compact definition.\n");
    table.push_str("pub(super) const MODELS: &[(&str, &[u8])] = &[\n");
    for path in yaml_files("data/models")? {
        let mut form: CampaignForm = read(&path)?;
        // Only what the year's letter can tell may be missing, and that is told by the model's maker, not its texts.
        form.theme.vi = form.theme.vi.replace(TODO, "");
        form.theme.en = form.theme.en.replace(TODO, "");
        let def = definition(&path, form)?;
        let file = format!("model-{}.bin", def.id);
        write(&out.join(&file), &def)?;
        table.push_str(&row(def.id.as_str(), &file));
    }
    table.push_str("];\n");
    fs::write(out.join("shipped.rs"), table).map_err(|e| e.to_string())
}

fn edition_file(edition: &str) -> String {
    format!("data/goals/{edition}.yaml")
}

/// The looks; each names every role, so that nothing is left to chance.
fn looks(out: &Path) -> Result<(), String> {
    let mut table = String::from("/// Looks: name, compact data.\n");
    table.push_str("pub(super) const LOOKS: &[(&str, &[u8])] = &[\n");
    for path in yaml_files("data/looks")? {
        let look: LookFile = read(&path)?;
        if look.schema != 1 || !look.missing().is_empty() {
            return Err(format!(
                "{path}: schema 1 and every role; missing: {}",
                look.missing().join(", ")
            ));
        }
        let name = Path::new(&path)
            .file_stem()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        let file = format!("look-{name}.bin");
        write(&out.join(&file), &look.over(&LookTable::default()))?;
        table.push_str(&row(name, &file));
    }
    table.push_str("];\n");
    fs::write(out.join("looks.rs"), table).map_err(|e| e.to_string())
}

/// Where each message of the catalogue lies, sorted by key, so that the start looks for none.
fn texts(out: &Path) -> Result<(), String> {
    let mut code = String::new();
    for (name, path) in [("VI", "data/text/vi.ftl"), ("EN", "data/text/en.ftl")] {
        let file = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
        let mut found = ftl::messages(&file);
        found.sort_by(|a, b| file[a.key.clone()].cmp(&file[b.key.clone()]));
        if let Some(w) = found
            .windows(2)
            .find(|w| file[w[0].key.clone()] == file[w[1].key.clone()])
        {
            return Err(format!("{path}: {} stands twice", &file[w[0].key.clone()]));
        }
        code.push_str(&format!("pub(super) static {name}: &[super::Row] = &[\n"));
        for m in found {
            code.push_str(&format!(
                "    ({}, {}, {}, {}, {}),\n",
                m.key.start,
                m.key.len(),
                m.text.start,
                m.text.len(),
                m.plain
            ));
        }
        code.push_str("];\n");
    }
    fs::write(out.join("texts.rs"), code).map_err(|e| e.to_string())
}

fn row(id: &str, file: &str) -> String {
    format!("    ({id:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))),\n")
}

fn yaml_files(dir: &str) -> Result<Vec<String>, String> {
    let mut files: Vec<String> = fs::read_dir(dir)
        .map_err(|e| format!("{dir}: {e}"))?
        .filter_map(|f| Some(f.ok()?.path().to_str()?.to_owned()))
        .filter(|f| Path::new(f).extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();
    Ok(files)
}

fn read<T: DeserializeOwned>(path: impl AsRef<Path>) -> Result<T, String> {
    let path = path.as_ref();
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_yaml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn write<T: Serialize>(path: &Path, value: &T) -> Result<(), String> {
    let bytes = postcard::to_stdvec(value).map_err(|e| format!("{}: {e}", path.display()))?;
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}
