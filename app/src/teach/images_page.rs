//! `/teach/images`: images of the curriculum.

use backend::{access, authoring};
use domain::policy::action::Teach;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{tabs, uploads::UploadImage};
use crate::{
    href,
    i18n::t,
    ui::{Empty, Form, Page, Uploader, page},
};

/// Images.
#[component]
pub fn ImagesPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let names = authoring::list_images(&req.ctx, &granted).await?;
        let rows = names
            .iter()
            .map(|name| {
                view! {
                    <li class="card">
                        <img class="thumb" src=format!("/images/{name}") alt="" loading="lazy"/>
                        <code>{format!("![{}](images/{name})", t!("images-what"))}</code>
                    </li>
                }
            })
            .collect_view();
        let form = Form::of(&req.flash, "upload_image");
        let body = view! {
            <h1>{t!("images-title")}</h1>
            {tabs(href::TEACH_IMAGES)}
            <p class="lead">{t!("images-lead")}</p>
            <section class="card">
                <Uploader
                    form=form
                    action=UploadImage::url()
                    name="image"
                    label=t!("images-file")
                    hint=t!("images-hint")
                    accept="image/png,image/jpeg,image/webp"
                    button=t!("images-button")
                />
            </section>
            {if names.is_empty() {
                view! { <Empty text=t!("images-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="plain cards">{rows}</ul> }.into_any()
            }}
        };
        Ok(Page::wide(t!("images-title"), body))
    })
}
