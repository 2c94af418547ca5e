//! Who is due a reminder, and which address is written to: pure, from the campaign and a day.

mod written;
