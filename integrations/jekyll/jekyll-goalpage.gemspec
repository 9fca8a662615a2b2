# frozen_string_literal: true

Gem::Specification.new do |spec|
  spec.name = "jekyll-goalpage"
  spec.version = "0.1.0"
  spec.authors = ["the goalpage authors"]
  spec.summary = "Progress pages for the goals you post, built inside jekyll build and jekyll serve."
  spec.description = "Runs the command `goalpage`, which is installed apart (`pipx install goalpage`), " \
                     "whenever Jekyll has written the site."
  spec.files = ["lib/jekyll-goalpage.rb", "README.md"]
  spec.required_ruby_version = ">= 2.7.0"
  spec.add_dependency "jekyll", ">= 4.0", "< 5.0"
  spec.metadata = { "rubygems_mfa_required" => "true" }
end
