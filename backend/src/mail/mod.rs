//! Letters: every letter waits in the table `letter` ([`outbox`]) until a mail server has it. What one says, and how it
//! travels, is [`crate::mailer`].

mod off;
mod outbox;
mod react;
mod status;

pub(crate) use off::person_of_off_token;
pub use outbox::send_due;
pub(crate) use outbox::{forget_old, queue};
pub(crate) use react::react;
pub use status::{Failed, Status, status};

pub use crate::mailer::{Letter, Mailer, Sent, Transport, Wording, Words, host_of};
