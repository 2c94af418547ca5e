//! How a file comes on record from the dashboard: the clerk opens it and asks whether its command would be refused, the
//! porter takes it in, and the clerk carries the command out. The clerk's part of it.
//!
//! It must never know what is on the screen.

use crate::attach;
use crate::core::decide::{Command, Order};
use crate::core::fact::Attachment;
use crate::failure;
use crate::text::failure::io_words;
use crate::text::line;
use crate::tui::clerk::Clerk;
use crate::tui::folder::{self, Folder};
use crate::tui::msg::Answer;
use crate::tui::porter::{Brought, Load, Porter, Said};

impl Clerk {
    /// Gives a file to the porter; it is taken in here where there is none.
    pub(super) fn hand_over(&mut self, order: Box<Order>, paths: &str, send: &mut dyn FnMut(Answer)) {
        let load = match self.load(order, paths) {
            Ok(load) => load,
            Err(answers) => return answers.into_iter().for_each(send),
        };
        let porter = match self.porter.take() {
            None => self.door.clone().and_then(|door| Porter::hire(door).ok()),
            hired => hired,
        };
        let unsent = match &porter {
            Some(porter) => porter.give(load),
            None => Err(load),
        };
        self.porter = porter;
        if let Err(load) = unsent {
            let cmd = load.order.cmd;
            let brought = load.bring(&mut |done, of| send(Answer::Progress { cmd, done, of }));
            self.record(brought).into_iter().for_each(send);
        }
    }

    /// Hears what the porter says, the librarian, the examiner and the scribe, and what has come out of the darkroom.
    pub(super) fn deliver(&mut self, send: &mut dyn FnMut(Answer)) {
        self.hear_librarian().into_iter().for_each(&mut *send);
        while let Some(said) = self.porter.as_ref().and_then(Porter::heard) {
            match said {
                Said::Progress(cmd, done, of) => send(Answer::Progress { cmd, done, of }),
                Said::Brought(brought) => self.record(*brought).into_iter().for_each(&mut *send),
            }
        }
        self.hear_examiner().into_iter().for_each(&mut *send);
        self.hear_scribe(send);
        self.hear_postman().into_iter().for_each(&mut *send);
        self.hand_on(send);
    }

    /// What lies in a folder, for whoever picks files from it. The sentence says why not.
    pub(super) fn folder(&self, path: &str) -> Result<Folder, String> {
        if self.ledger.rights().pass().restricted {
            return Err(self.cat.tr("not_ready-use_put").into_owned());
        }
        let path = attach::typed_path(path, self.ground.home.as_deref());
        folder::read(&path).map_err(|why| {
            let args = [
                ("folder", line(&path.display().to_string()).into_owned().into()),
                ("why", io_words(&self.cat, &why).into()),
            ];
            self.cat.tr_args("forms-pick_failed", &args)
        })
    }

    /// Opens files for whoever is to take them in, all or none. Refused before a byte is read where it would be refused anyway.
    pub(super) fn load(&mut self, order: Box<Order>, paths: &str) -> Result<Load, Vec<Answer>> {
        let cmd = order.cmd;
        let failed = |sentence| vec![Answer::Failed { cmd, sentence }];
        if self.ledger.rights().pass().restricted {
            return Err(failed(self.cat.tr("not_ready-use_put").into_owned()));
        }
        let paths = attach::typed_paths(paths, self.ground.home.as_deref());
        let opened = attach::open_all(&paths).map_err(|why| failed(failure::not_taken(&self.cat, &why)))?;
        // The form says it beside its field; a command without its file would put an empty one on record.
        if matches!(order.command, Command::AttachDocument { .. }) && opened.len() != 1 {
            return Err(failed(self.cat.tr("forms-wrong_one_file").into_owned()));
        }
        let trial = with_files(&order, attach::placeholders(&opened));
        if let Err(error) = self.ledger.check(&trial) {
            return Err(self.not_done(cmd, error));
        }
        Ok(Load {
            order,
            opened,
            blobs: self.ledger.blobs().another(),
            limit: self.ledger.file_limit(),
            photos: self.photos.clone(),
        })
    }

    /// Carries out the command that a file came with, now that it is there.
    pub(super) fn record(&mut self, brought: Brought) -> Vec<Answer> {
        let Brought { order, blobs, taken } = brought;
        match taken {
            Ok(taken) => {
                let order = with_files(&order, taken.iter().map(|t| t.file.clone()).collect());
                self.give(&order, &taken, |ledger, order| ledger.submit_with(order, blobs))
            }
            Err(refused) => vec![Answer::Failed {
                cmd: order.cmd,
                sentence: failure::not_taken(&self.cat, &refused),
            }],
        }
    }
}

/// The order with the files that its command is about.
fn with_files(order: &Order, files: Vec<Attachment>) -> Order {
    let mut order = order.clone();
    match &mut order.command {
        Command::AddEvidence { files: wanted, .. } | Command::Report { files: wanted, .. } => *wanted = files,
        Command::AttachDocument { file, .. } => {
            if let Some(first) = files.into_iter().next() {
                *file = first;
            }
        }
        _ => {}
    }
    order
}
