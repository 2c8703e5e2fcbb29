//! What a draft rests on: cards of evidence, and what became of the recommendations of the last cycle.

mod evidence_page;
mod follow_up;
mod matrix_page;

pub use evidence_page::EvidencePage;
pub(super) use follow_up::follow_up;
pub use matrix_page::MatrixPage;
