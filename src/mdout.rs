//! Markdown: a table for a message or a page, and a whole paper. What comes from outside is never read as markup.
//!
//! It knows nothing of what the words mean.

mod page;
mod table;

pub use self::page::text;
pub use self::table::lines;
