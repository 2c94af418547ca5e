//! The sheet of one unit: where its report stands and why, what is in it, whom to call, and what happened, fact by fact.
//!
//! ```text
//!   from 150x28                         from 70x16                   smaller
//!   name, region, code                  name, region, code           name
//!   report │ activities │ evidence      report │ activities          state, due date
//!          │ figures    │ contacts             │ evidence (or …)     one list, the others as tabs
//!   history                             history
//! ```
//!
//! It must never know how a step is taken; it shows what the facts say.

pub mod changed;
mod figures;
pub mod leaving;
pub mod lists;
pub mod place;
pub mod plan;
pub mod rows;
pub mod said;
pub mod state;
pub mod view;

#[cfg(test)]
mod tests;

pub use place::Sheet;
