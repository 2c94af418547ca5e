//! The boxes of the desk, and the map that takes their place.

pub mod activities;
pub mod boxes;
pub mod chart;
pub mod countdown;
pub mod detail;
pub mod goals;
pub mod grid;
pub mod map;
pub mod tile;
