//! A form as a whole: which field is at hand, and the box it is drawn in.
//!
//! ```text
//!   ┌ Return the report – Hà Nội ─────────────────┐   wide: labels beside the fields
//!   │ ▸ Reason *      ____________________        │   narrow (or low): labels above them, and only as many fields
//!   │   Due           08/06/2020                  │   as there is room for, the one at hand among them
//!   │     what is wrong with it                   │
//!   │ Read as Monday 8 June 2020                  │   the hint of the field at hand
//!   └──────────────────────────────────────── 1/2 ┘
//! ```
//!
//! It must never know which key does what.

mod drop;
mod said;
mod state;
mod table;
mod view;

#[cfg(test)]
mod tests;

pub use state::{Form, Given};
pub use view::view;
