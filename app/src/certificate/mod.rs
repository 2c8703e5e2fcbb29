//! Certificates: one's own, checking anybody's, showing one to others.

mod certificates_page;
mod forms;
mod printed;
mod server_fns;
mod shared_page;
mod uploads;
mod verify_page;

pub use certificates_page::CertificatesPage;
pub use shared_page::SharedPage;
pub use verify_page::{VerifyAskPage, VerifyPage};
