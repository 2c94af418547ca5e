//! The dashboard as a person has it: the real program in a real terminal, through everything that can befall a session.
//! Rows 1, 2, 5 to 18, 26 and 50 of the table of faults.

mod attach;
mod background;
mod counts;
mod exporting;
mod faults;
mod first;
mod inbox;
mod input;
mod leaving;
mod lists;
mod mailing;
mod outside;
mod photos;
mod rights;
mod server;
mod shells;
mod signs;
mod since;
mod store;
mod terminals;
mod timeline;
mod together;
mod using;
