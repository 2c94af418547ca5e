//! Settings: from files, the environment and flags to one checked value, and looks by name.
//!
//! It knows neither terminal nor store: it says what was asked for, and by whom, never what becomes of it.

pub mod looks;
