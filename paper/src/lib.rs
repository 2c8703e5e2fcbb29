//! Files for people: the certificate, documents as PDF and as DOCX, DOCX that is read, several files in one. What is made
//! is the same, byte for byte, for the same input.

pub mod archive;
pub mod certificate;
mod clean;
pub mod document;
pub mod docx_read;
mod draw;
mod fonts;
mod look;
mod number;
mod order;

pub use draw::PdfError;
