//! Certificates: frozen, signed, checkable by anybody.

mod credential;
mod entity;
mod file;
mod issue;
mod key;
mod manage;
mod proof;
mod queries;
mod react;
mod texts;

pub use credential::{badge_credential, did_document, revocation_list};
pub use file::{Check, check_file, pdf};
pub(crate) use issue::{renew_without, wipe};
pub use manage::{Shown, TemplateForm, issue_for, renew, revoke, save_template, share};
pub(crate) use queries::of_people;
pub use queries::{Certificate, Verified, load_for, own, shared, template_of, verify};
pub(crate) use react::react;
pub use texts::{Template, Texts, date_in, languages};
