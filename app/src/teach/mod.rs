//! What trainers do besides workshops: question bank, item analysis, open answers, writing the curriculum, learners.

mod analysis_page;
mod content_page;
mod document_page;
mod due_page;
mod forms;
mod grading_page;
mod images_page;
mod learners_page;
mod preview;
mod question_page;
mod questions_page;
mod server_fns;
mod uploads;

pub use analysis_page::AnalysisPage;
pub use content_page::ContentPage;
pub use document_page::DocumentPage;
pub use due_page::DuePage;
pub use grading_page::GradingPage;
pub use images_page::ImagesPage;
pub use learners_page::LearnersPage;
pub use question_page::BankQuestionPage;
pub use questions_page::QuestionsPage;

use leptos::prelude::*;

use crate::{href, i18n::t};

/// The rooms of teaching, as tabs.
pub fn tabs(here: &'static str) -> impl IntoView {
    let links = [
        (href::TEACH, t!("workshops-title")),
        (href::TEACH_DUE, t!("due-title")),
        (href::TEACH_SUBMISSIONS, t!("mentor-waiting-title")),
        (href::TEACH_GUIDANCE, t!("guidance-waiting-title")),
        (href::TEACH_LIBRARY, t!("library-title")),
        (href::TEACH_CONTENT, t!("content-title")),
        (href::TEACH_QUESTIONS, t!("bank-title")),
        (href::TEACH_GRADING, t!("grading-title")),
        (href::TEACH_LEARNERS, t!("learners-title")),
        (href::TEACH_IMAGES, t!("images-title")),
    ];
    let items = links
        .into_iter()
        .map(|(link, text)| view! { <li><a href=link aria-current=(link == here).then_some("page")>{text}</a></li> })
        .collect_view();
    view! { <nav class="tabs" aria-label=t!("teach-rooms")><ul>{items}</ul></nav> }
}
