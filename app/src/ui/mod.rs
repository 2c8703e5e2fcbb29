//! The pieces all pages are made of. They know no feature.

mod form;
mod head;
mod html;
mod layout;
mod page;
mod pager;
mod parts;
mod qr_code;
mod rich_text;
mod save_script;
mod table;
mod text_area;
mod uploader;

pub use form::{Choice, Field, Form, Hidden, Select, Submit};
pub use head::Head;
pub(crate) use html::{html, without_marks};
pub use page::{NotFoundPage, Page, Req, page, param, query};
pub use pager::{PAGE, Pager, Part};
pub use parts::{Crumbs, Empty, Figure, Progress, Tag, signature};
pub use qr_code::QrCode;
pub use rich_text::{GapField, GapText, InlineText, Kept, RichText};
pub use save_script::{KeepScript, LiveScript, SaveScript, SaveState, SpeakScript, StudioScript};
pub use table::{Column, Table};
pub use text_area::TextArea;
pub use uploader::Uploader;
