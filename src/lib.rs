//! ketnoi ("connect"): the control room of a national reporting campaign, in a terminal.
//!
//! ```text
//!  header   WTISD-2020 · theme                    DEMO  who · en  28/05/2020 14:03
//!           ┌ 1 Deadline ──────────┬ 4 Reports ───────────────────────────────┐
//!           │ countdown            │ the grid: a tile for each unit,          │
//!           ├ 2 Activities ────────┤ by regions                               │
//!  body     │ a list               │   ○HGG ●BKN ◄TQG √HBH                    │
//!  (desk)   ├ 3 Goals ─────────────┼──────────────────────────────────────────┤
//!           │ bars, SDGs           │ what is said of the selected unit        │
//!           └──────────────────────┴──────────────────────────────────────────┘
//!  strip    _▄█_▄│_█   the time line, while it is open
//!  footer   the keys that work here now, a message, or a filter being typed
//! ```
//!
//! Where to begin: `docs/architecture.md` (the map), `docs/decisions.md` (what comments cite by number), `CONTRIBUTING.md`.
//!
//! # Words
//!
//! Of the campaign:
//!
//! - **Campaign**: one year's call for reports; its *definition* is everything that it fixes (dates, roster, goals, wording).
//! - **Roster**: the units that are asked, in regions. A **unit** is a province, or something below one; its *code* is short (`CBG`).
//! - **The Day**: the day that the campaign is about; the *cut-off* is the instant at which a report is late.
//! - **Report**: what a unit hands in. It is received, returned for correction, accepted. **Evidence**: files kept for it.
//! - **Activity**: something that a unit did or plans, counted for goals, targets and SDGs.
//!
//! Of the record:
//!
//! - **Fact**: something that happened, with its **envelope**: who, when, which command, hash. Facts are never changed.
//! - **Stream**: the facts of one campaign, numbered from 1; the *head* is the last number and hash. The **journal** holds streams.
//! - **Order**: a command with all that comes along (id, note, moment). It is judged on a **case** and becomes facts, or a **refusal**.
//! - **Turn**: the exclusive right to write to a stream, from catching up to appending.
//! - **Ledger**: a campaign kept up to date with its stream; the only one that appends.
//! - **Snapshot** or *stored state*: a campaign at some number, for a quick start. **Chunk**: a packed piece of a long list.
//! - **Blob**: the bytes of a file, named by their SHA-256.
//! - **Site**: where a store and its files are; made from a **store URL**, opened by an **engine**.
//! - **Letter**: an e-mail that came in. **Mail** is one taken apart. A **mailbox** is where letters come from; a
//!   **sweep** takes in what one holds. The **house** is what belongs to no campaign: a stream, its fold and its ledger.
//! - **Jail**: a child process that has given up its rights, for one **job** over a stranger's file.
//! - **Claim**: somebody has a form open on a unit. A courtesy; it forbids nothing.
//! - **Sending**: a message to a unit that somebody has in hand, claimed before its first byte leaves. An **errand** is one run
//!   over all that are due; a **parcel** is the message whose turn it is.
//! - **Sight**: from where one looks at the past: by what had happened, by what was on record, or both.
//!
//! Of rights:
//!
//! - **Role**: what somebody may do at all. **Deed**: what a command comes down to when that is judged.
//! - **Pass**: what somebody has beside a role (own units, names to act under). **Eyes**: what somebody may see.
//! - **Rights**: role, pass and eyes as one value, from the ledger to every screen.
//!
//! Of the screen:
//!
//! - **Place**: what fills the body. The **desk** is the first of them, made of boxes; a **pane** draws a box or a place.
//! - **Sheet**: the place of one unit. **Queue**: the place of all that waits for a person.
//! - **Strip**: the time line along the lower edge. **Wall**: the display that nobody types at.
//! - **Clerk**: the thread that owns the ledger while a screen is open; it is *asked*, and answers.
//! - **Action**: what a key, the mouse or the palette wants of the screen. **Effect**: what the screen wants of the world.
//!   **Answer**: what the clerk says, with the id of the command or the question that it belongs to.
//! - **Look**: colours and signs under a name. **Need**: what must be so for a key to be ready.

// What arrives from outside must never end the program: see docs/architecture.md.
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod access;
pub mod attach;
pub mod campaign_file;
pub mod chart;
pub mod cli;
pub mod clock;
pub mod config;
pub mod core;
pub mod courier;
pub mod csvout;
pub mod decree;
pub mod demo;
pub mod docxout;
pub mod drafts;
pub mod export;
pub mod extract;
pub mod failure;
pub mod filekind;
pub mod filesout;
pub mod htmlout;
pub mod icsout;
pub mod infile;
pub mod intake;
pub mod jail;
pub mod ledger;
pub mod listout;
pub mod logfile;
pub mod mail;
pub mod mailbox;
pub mod mailout;
pub mod mdout;
pub mod outfile;
pub mod outgoing;
pub mod output;
pub mod owner;
pub mod paper;
pub mod pdfout;
pub mod photo;
pub mod pictures;
pub mod post;
pub mod reading;
pub mod recognise;
pub mod refdata;
pub mod secret;
pub mod steady;
pub mod store;
pub mod template;
pub mod text;
pub mod trust;
pub mod tui;
pub mod undone;
pub mod workbook;
pub mod xlsxout;
pub mod yaml;
