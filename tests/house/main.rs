//! What the repository says about itself: imports, names, pages, packages and reference data. Nothing here runs the
//! program.

mod albums;
mod dependencies;
mod docs;
mod reference_data;
mod rooms;
mod words;

#[path = "../common/wgl4.rs"]
mod wgl4;
