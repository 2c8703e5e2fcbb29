//! The pieces all pages are made of. They know no feature.

mod form;
mod layout;
mod page;
mod page_title;
mod parts;
mod qr_code;
mod rich_text;
mod save_script;
mod text_area;

pub use form::{Choice, Field, FileField, Form, Hidden, Select, Submit};
pub use page::{NotFoundPage, Page, Req, page, param, query};
pub use parts::{Crumbs, Empty, Figure, Pager, Progress, Tag, signature};
pub use qr_code::QrCode;
pub use rich_text::{GapField, GapText, Kept, RichText};
pub use save_script::{KeepScript, LiveScript, SaveScript, SaveState, SpeakScript, StudioScript};
pub use text_area::TextArea;
