//! Certificates: frozen, signed, checkable by anybody.

mod credential;
pub(crate) mod entity;
mod file;
mod issue;
mod key;
mod manage;
mod proof;
mod queries;
mod texts;

pub use credential::{badge_credential, did_document, revocation_list};
pub use file::{Check, check_file, pdf};
pub(crate) use issue::{TimeGiven, issue, renew_without, restore_of_record, revoke_of_record, wipe};
pub use manage::{Shown, TemplateForm, issue_for, renew, revoke, save_template, share};
pub(crate) use queries::of_people;
pub use queries::{Certificate, Verified, load_for, own, shared, template_of, verify};
pub use texts::{Template, Texts, date_in, languages};
