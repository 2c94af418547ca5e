//! The dashboard: everything that is drawn on a terminal.
//!
//! ```text
//!   run, print    the loop at a terminal; the same without one
//!   update        message -> changed model and effects       model   what is known
//!   view          model -> cells                             scene   what a pane may read
//!   keymap        THE table of keys                          msg     the whole vocabulary
//!   stage         what every scene shows                     places  each place's state, by one match
//!   panes         one region of the screen each              clerk   owner of the ledger
//!                                                            porter  takes files in for the clerk
//!                                                            scribe  writes documents for the clerk
//!                                                            darkroom  makes photos fit to be looked at
//!   layout paint theme editor     areas, tools, styles and signs, a line of text     digits  large ones, for desk and wall
//!   fitting       the look of a terminal for which nobody chose one      svg   a printed frame as a picture
//!   parts         which boxes a frame draws anew
//!   timeline      to and fro in time                        since   what changed since one last looked
//!   looking_back  what the model keeps for these two
//!   gone          a store that is gone, as the clerk meets it   fallen   the notice of facts that a server has lost
//!   workbench     what a campaign is set up with            setting_up  the clerk's part of it
//!   first         how a session begins, calm and with a welcome      elsewhere  how its clerk looks for others' campaigns
//!   wall          the screen on the wall: a small loop, model and view of its own
//!   term          the terminal itself
//! ```

mod attaching;
mod backward;
pub mod clerk;
mod courtesies;
pub mod darkroom;
pub mod digits;
pub mod done;
pub mod drafting;
pub mod drill;
pub mod editor;
mod elsewhere;
pub mod exporting;
mod fallen;
pub mod first;
pub mod fitting;
pub mod folder;
mod gone;
pub mod halves;
pub mod keeping;
pub mod keymap;
mod keys_here;
pub mod layout;
mod leaving;
pub mod letters;
mod librarian;
mod library;
pub mod list_file;
pub mod looking_back;
mod looks;
pub mod mailing;
mod mailroom;
pub mod matter;
pub mod model;
pub mod msg;
mod notice;
pub mod overlay;
mod pace;
pub mod paint;
pub mod panes;
pub mod parts;
pub mod place;
pub mod places;
mod porter;
mod postman;
pub mod print;
mod ready;
pub mod run;
pub mod said;
pub mod scene;
mod scribe;
mod selected;
mod sending;
mod setting_up;
pub mod since;
pub mod stage;
pub mod svg;
pub mod term;
pub mod theme;
pub mod timeline;
pub mod update;
pub mod view;
mod viewing;
pub mod wall;
pub mod workbench;
mod writing;
