# frozen_string_literal: true

# Runs goalpage after each `jekyll build` and each regeneration of `jekyll serve`.
# As a plugin of one blog this file is `_plugins/goalpage.rb`; as a gem it is named under `plugins:`.

require "jekyll"
require "open3"
require "shellwords"

module Jekyll
  # The goal pages beside those of the blog.
  module Goalpage
    SETTINGS = %w[_config.yml _config.yaml _config.toml goalpage.yml goalpage.yaml goalpage.toml].freeze
    MANIFEST = ".goalpage-manifest.json"

    class << self
      # What Jekyll must not take away, though it is none of its own: our folder, and that folder's parents.
      def kept(site)
        ["#{folder(site)}/", "#{folder(site)}/#{MANIFEST}"]
      end

      def build(site)
        forget_frame(site)
        output, complaints, status = Open3.capture3(*command(site))
        tell(output, :info)
        tell(complaints, :warn)
        @told = true
        fail_with(site, "goalpage could not build every goal post (see above)") unless status.success?
      rescue Errno::ENOENT, Errno::EACCES
        fail_with(site, "`#{program.first}` cannot be run; install goalpage (`pipx install goalpage`), " \
                        "or say in GOALPAGE how to run it")
      end

      private

      # GOALPAGE="uvx goalpage" runs it without an installation.
      def program
        words = Shellwords.split(ENV["GOALPAGE"].to_s)
        words.empty? ? ["goalpage"] : words
      end

      # What was found is said once, and not again at each regeneration.
      def command(site)
        [*program, "build", *(@told ? ["--quiet"] : []), "--destination", site.dest, "--", blog(site)]
      end

      # The folder that holds the settings, which `source:` may set apart from the posts.
      def blog(site)
        [site.source, Dir.pwd].find { |dir| SETTINGS.any? { |name| File.file?(File.join(dir, name)) } } || site.source
      end

      def folder(site)
        section = site.config["goalpage"]
        path = path_in_own_file(blog(site)) || (section["path"] if section.is_a?(Hash))
        path = path.to_s.gsub(%r{\A/+|/+\z}, "")
        path.empty? ? "goals" : path
      end

      def path_in_own_file(dir)
        file = SETTINGS.last(3).map { |name| File.join(dir, name) }.find { |name| File.file?(name) }
        file && File.read(file, :encoding => "UTF-8").scrub[%r!^\s*path\s*[:=]\s*["']?([^"'#\s]+)!, 1]
      end

      # A frame whose page the author has taken away would lend its looks for ever: nobody else removes it.
      def forget_frame(site)
        index = File.join(site.dest, folder(site), "index.html")
        return unless File.file?(index) && File.read(index, :encoding => "UTF-8").scrub.match?(
          %r!data-goalpage\s*=\s*["']?content\b!i
        )

        File.delete(index) if site.enum_for(:each_site_file).none? { |item| item.destination(site.dest) == index }
      end

      def tell(text, level)
        text.dup.force_encoding("UTF-8").scrub.each_line do |line|
          Jekyll.logger.public_send(level, "goalpage:", line.chomp)
        end
      end

      # A build fails with us; a server goes on with the last good pages, as it does for all other mistakes.
      def fail_with(site, message)
        raise Jekyll::Errors::FatalException, message unless site.config["serving"]

        Jekyll.logger.error "goalpage:", message
      end
    end
  end
end

Jekyll::Hooks.register :site, :after_init do |site|
  site.keep_files |= Jekyll::Goalpage.kept(site)
end

Jekyll::Hooks.register :site, :post_write do |site|
  Jekyll::Goalpage.build(site)
end
