// A file or folder that stories come from.
package import StoryParsing
