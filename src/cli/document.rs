//! `ketnoi document`: the ministry's own copies of the documents that went out with the letter.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{files, lists, parse, save, show};
use crate::core::decide::Command as Wish;
use crate::core::fact::Attachment;
use crate::text::{did_you_mean, line};

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let mut attach = vec![w.pos("DOCUMENT"), w.file(w.pos("FILE"))];
    attach.extend(w.record());
    let group = w
        .group("document", &["ketnoi document list"])
        .subcommand(w.leaf(
            "document list",
            lists::with(w, vec![]),
            &["ketnoi document list --json"],
        ))
        .subcommand(w.leaf(
            "document attach",
            attach,
            &["ketnoi document attach res-200 nghi-quyet-200.pdf"],
        ))
        .subcommand(w.leaf(
            "document save",
            vec![
                w.pos("DOCUMENT"),
                w.file(w.opt("output", "FILE").short('o').required(true)),
                w.flag("force"),
            ],
            &["ketnoi document save res-200 -o nghi-quyet-200.pdf"],
        ));
    w.finish(group, "ketnoi document")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("list", m)) => show::documents(s, m),
        Some(("attach", m)) => {
            let mut ledger = s.open()?;
            let document = parse::text(m, "DOCUMENT").unwrap_or("").trim().to_owned();
            let path = parse::path(m, "FILE").unwrap_or_default();
            let opened = files::open_all(&s.cat, [&path])?;
            let wish = |file: &Attachment| Wish::AttachDocument {
                document: document.clone(),
                file: file.clone(),
            };
            for stand_in in files::placeholders(&opened).iter().take(1) {
                let trial = s.order(&ledger, m, wish(stand_in))?;
                s.check(&mut ledger, &trial)?;
                s.ask_back(&mut ledger, &trial)?;
            }
            for taken in s.keep(&mut ledger, opened)?.into_iter().take(1) {
                let order = s.order(&ledger, m, wish(&taken.file))?;
                let did = Did::to(document.clone()).with(vec![taken]);
                s.carry_out(&mut ledger, &order, &did)?;
            }
            Ok(())
        }
        Some(("save", m)) => save(s, m),
        _ => Ok(()),
    }
}

fn save(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let id = parse::text(m, "DOCUMENT").unwrap_or("").trim();
    let found = ledger.campaign().document(id).cloned();
    let Some(file) = found else {
        let known = ledger.campaign().def().documents.iter();
        let attached: Vec<&str> = known
            .map(|d| d.id.as_str())
            .filter(|d| ledger.campaign().document(d).is_some())
            .collect();
        let what = s.cat.tr_args("cli-no_document_copy", &[("id", line(id).into())]);
        let near = did_you_mean(id, attached);
        return Err(Fail::Nothing(if near.is_empty() {
            what
        } else {
            s.cat.tr_args(
                "cli-did_you_mean",
                &[("what", what.into()), ("words", near.join(", ").into())],
            )
        }));
    };
    save::save(s, &mut ledger, m, &[file])
}
